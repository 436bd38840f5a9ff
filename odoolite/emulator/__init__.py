"""What makes a server a test double: forks, captured mail, advice on calls."""
from __future__ import annotations
