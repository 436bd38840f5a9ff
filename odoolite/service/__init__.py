"""What Odoo offers a caller: log in, call a method, manage databases."""
from __future__ import annotations
