"""Links of a body: found with their labels, and put in the place of others."""
from __future__ import annotations

import html as _html
import re
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

LABEL_LENGTH = 40
# where a link leads, as it stands in HTML; comments hold no links
HREF = re.compile(r"""<!--.*?-->|(<a\b[^>]*?\shref\s*=\s*)(["'])(.*?)\2""",
                  re.IGNORECASE | re.DOTALL)
PLAIN = re.compile(r"""https?://[^\s<>"'\])]+""")
WEB = ("http", "https", "")


class Link(NamedTuple):
    """Where a link leads, as it stands in the body, and what it says."""

    href: str
    label: str


def find_links(body: str) -> list[Link]:
    """Return the links of an HTML body, in order."""
    if not body or "<a" not in body.lower():
        return []
    root = lxml_html.fragment_fromstring(body, create_parent="div")
    return [
        Link(str(node.get("href")).strip(), _label(node))
        for node in root.iter("a") if str(node.get("href") or "").strip()
    ]


def _label(node: etree._Element) -> str:
    text = " ".join(" ".join(node.itertext()).split())
    if not text:
        for picture in node.iter("img"):
            name = PurePosixPath(urlsplit(str(picture.get("src") or "")).path).stem
            text = f"[media] {name}" if name else "[media]"
            break
    return text[:LABEL_LENGTH]


def absolute(href: str, base_url: str) -> str | None:
    """Return the full address of a link of the web; None for mail, phones, anchors."""
    if not href or href.startswith(("#", "?", "{", "%")):
        return None
    parts = urlsplit(href)
    if parts.scheme.lower() not in WEB:
        return None
    if parts.scheme:
        return href
    if href.startswith("//"):
        return f"https:{href}"
    return base_url.rstrip("/") + href if href.startswith("/") else None


def replace_links(body: str, targets: dict[Link, str]) -> str:
    """Return a body whose links lead to their targets; others stay as they are."""
    links = iter(find_links(body))

    def swap(found: re.Match[str]) -> str:
        if not (found.group(3) or "").strip():
            return found.group(0)
        target = targets.get(next(links, Link("", "")))
        if target is None:
            return found.group(0)
        quote = found.group(2)
        return f"{found.group(1)}{quote}{_html.escape(target)}{quote}"

    return HREF.sub(swap, body)
