"""URLs put together safely."""
from __future__ import annotations

from urllib.parse import unquote, urlsplit, urlunsplit


def urljoin(base: str, extra: str) -> str:
    """Return a URL with a path (and query) behind it; ValueError for one elsewhere."""
    here, there = urlsplit(base), urlsplit(extra)
    if there.scheme and (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise ValueError("Extra URL must use same scheme and host as base")
    if there.netloc and there.netloc != here.netloc:
        raise ValueError("Extra URL must use same scheme and host as base")
    parts = [part for part in (here.path.strip("/"), there.path.lstrip("/")) if part]
    path = "/".join(parts)
    if ".." in unquote(path).split("/"):
        raise ValueError("Dot segments are not allowed")
    return urlunsplit((here.scheme, here.netloc, f"/{path}" if path else "", there.query,
                       there.fragment))
