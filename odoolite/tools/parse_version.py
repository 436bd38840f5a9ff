"""Versions that can be compared."""
from __future__ import annotations

import re

PARTS = re.compile(r"(\d+|[a-z]+|\.|-)")


def parse_version(text: str) -> tuple[str, ...]:
    """Return something by which versions sort: alpha < beta < candidate < final."""
    parts: list[str] = []
    for part in PARTS.split((text or "0.1").lower()):
        if not part or part == ".":
            continue
        part = {"pre": "c", "preview": "c", "rc": "c", "-": "final-", "saas": "",
                "dev": "@"}.get(part, part)
        if part[:1].isdigit():
            parts.append(part.zfill(8))
        else:
            parts.append(f"*{part}")
    while parts and parts[-1] == "00000000":
        parts.pop()
    return (*parts, "*final")
