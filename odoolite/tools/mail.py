"""Addresses and bodies of mails."""
from __future__ import annotations

import re
from email.utils import formataddr as _formataddr
from email.utils import getaddresses
from typing import Any

from .html_sanitize import html_sanitize

__all__ = ["email_normalize", "email_split", "email_split_tuples", "formataddr",
           "html2plaintext", "html_sanitize", "is_html_empty", "plaintext2html"]

single_email_re = re.compile(r"^[A-Za-z0-9._%+'&*/=?^`{|}~#$!-]+@[A-Za-z0-9.-]+\.[\w-]+$")
email_re = re.compile(r"([a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,})")


def email_split_tuples(text: Any) -> list[tuple[str, str]]:
    """Return (name, address) pairs found in a text."""
    if not text:
        return []
    return [(name, mail) for name, mail in getaddresses([str(text)]) if "@" in mail]


def email_split(text: Any) -> list[str]:
    """Return the addresses found in a text."""
    return [mail for _name, mail in email_split_tuples(text)]


def email_normalize(text: Any, strict: bool = True) -> Any:
    """Return the only address of a text, in lower case; False when there is not one."""
    mails = email_split(text)
    if not mails or strict and len(mails) > 1:
        return False
    local, _at, domain = mails[0].rpartition("@")
    return (local.lower() if local.isascii() else local) + "@" + domain.lower()


def email_normalize_all(text: Any) -> list[str]:
    """Return all addresses of a text, normalized."""
    return [m for m in map(email_normalize, email_split(text)) if m]


def formataddr(pair: tuple[Any, str], charset: str = "utf-8") -> str:
    """Return `"Name" <address>`."""
    name, address = pair
    if not name:
        return address
    if str(name).isascii() and charset == "ascii":
        return _formataddr((str(name), address))
    escaped = str(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{address}>'


def html2plaintext(text: Any, body_id: Any = None, encoding: str = "utf-8",
                   include_references: bool = True) -> str:
    """Return the text of an HTML body."""
    from lxml import html
    if not text or not str(text).strip():
        return ""
    source = re.sub(r"<br\s*/?>|</(p|div|li|tr|h\d)>", "\n", str(text), flags=re.I)
    element: Any = html.fromstring(f"<div>{source}</div>")
    content = element.text_content()
    return re.sub(r"\n{3,}", "\n\n", content).strip()


def plaintext2html(text: str, container_tag: str | None = None) -> Any:
    """Return a text as HTML paragraphs."""
    from markupsafe import Markup, escape
    paragraphs = re.split(r"\n\s*\n", str(text))
    body = Markup("").join(
        Markup("<p>%s</p>") % Markup("<br/>").join(escape(line) for line in p.split("\n"))
        for p in paragraphs
    )
    return Markup(f"<{container_tag}>%s</{container_tag}>") % body if container_tag \
        else body


def is_html_empty(text: Any) -> bool:
    """Tell whether HTML shows nothing."""
    if not text or text is True:
        return True
    if re.search(r"<(img|video|iframe|hr)\b", str(text), re.I):
        return False
    return not re.sub(r"<[^>]*>|&nbsp;|\s", "", str(text))
