"""What users of odoolite test with: a pytest plugin and its fixtures."""
from __future__ import annotations
