"""Texts read as values."""
from __future__ import annotations

TRUE = ("y", "yes", "1", "true", "t", "on")
FALSE = ("n", "no", "0", "false", "f", "off")


def str2bool(text: str, default: bool | None = None) -> bool:
    """Return the truth value that a text names; ValueError without a default."""
    word = str(text).lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    if default is None:
        raise ValueError(f"Use 0/1/yes/no/true/false/on/off, not {text!r}")
    return default
