"""What addons import as `odoo.tests`."""
from __future__ import annotations

from typing import Any


def tagged(*tags: str) -> Any:
    """Give a test case tags."""
    def mark(obj: Any) -> Any:
        known = getattr(obj, "test_tags", {"standard", "at_install"})
        obj.test_tags = set(known) | set(tags)
        return obj
    return mark
