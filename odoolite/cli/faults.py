"""What a fault of XML-RPC tells a person."""
from __future__ import annotations


def last_line(text: str) -> str:
    """Return what a traceback ends with, any other text as it is."""
    text = text.strip()
    return text.splitlines()[-1] if text.startswith("Traceback") else text
