"""Versions: ours, and Odoo's that we answer with."""
from __future__ import annotations

version = "0.1.0"
series = "19.0"
version_info = (19, 0, 0, "final", 0, "")
