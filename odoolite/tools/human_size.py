"""Sizes as people read them."""
from __future__ import annotations


def human_size(size: float | str | None) -> str:
    """Return a size in bytes as text: `5.00 bytes`, `2.93 Kb`."""
    if not size:
        return "0.00 bytes"
    number = float(len(size) if isinstance(size, str) else size)
    units = ("bytes", "Kb", "Mb", "Gb", "Tb")
    index = 0
    while number >= 1024 and index < len(units) - 1:
        number /= 1024
        index += 1
    return f"{number:.2f} {units[index]}"
