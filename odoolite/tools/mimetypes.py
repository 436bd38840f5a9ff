"""What kind of file some bytes are."""
from __future__ import annotations

import re

# the first bytes of common kinds of files
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_RE_SVG = re.compile(
    rb"^(?:\s*<\?xml[^>]*>)?(?:\s*<!--.*?-->|\s*<!DOCTYPE[^>]*>)*\s*<svg\b", re.DOTALL
)
_RE_XML = re.compile(rb"^\s*<\?xml")


def guess_mimetype(content: bytes, default: str = "application/octet-stream") -> str:
    """Return the mimetype that the first bytes of a file suggest."""
    head = content[:1024]
    for signature, mimetype in _SIGNATURES:
        if head.startswith(signature):
            return mimetype
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if _RE_SVG.match(head):
        return "image/svg+xml"
    if _RE_XML.match(head):
        return "application/xml"
    if content and b"\0" not in head:
        try:
            content[:1024].decode("ascii")
            return "text/plain"
        except UnicodeDecodeError:
            return default
    return default
