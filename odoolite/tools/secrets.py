"""Comparing secrets."""
from __future__ import annotations

import hmac


def consteq(one: str, two: str) -> bool:
    """Compare two texts in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), two.encode())
