"""Addresses and bodies of mails."""
from __future__ import annotations

import html as _html
import random
import re
import socket
import time
from email.utils import formataddr as _formataddr
from email.utils import getaddresses
from typing import Any

from .html_sanitize import html_sanitize

__all__ = ["append_content_to_html", "email_domain_extract", "email_normalize",
           "email_normalize_all", "email_split", "email_split_and_format",
           "email_split_and_format_normalize", "email_split_tuples",
           "encapsulate_email", "formataddr", "generate_tracking_message_id",
           "html2plaintext", "html_sanitize", "html_to_inner_content", "is_html_empty",
           "mail_header_msgid_re", "parse_contact_from_email", "plaintext2html",
           "single_email_re", "email_re"]

single_email_re = re.compile(r"^[A-Za-z0-9._%+'&*/=?^`{|}~#$!-]+@[A-Za-z0-9.-]+\.[\w-]+$")
email_re = re.compile(r"([a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,})")
mail_header_msgid_re = re.compile(r"<[^<>]+>")
BARE = re.compile(r"[\w.+%'&*/=?^`{|}~#$!-]+@[\w.-]+")


def email_split_tuples(text: Any) -> list[tuple[str, str]]:
    """Return (name, address) pairs found in a text."""
    if not text:
        return []
    source = str(text).replace("\r", " ").replace("\n", ",").replace(";", ",")
    pairs = [(n, m) for n, m in getaddresses([source]) if "@" in m]
    found: list[tuple[str, str]] = []
    for name, mail in pairs:
        if " " in mail.strip():
            found.extend(("", match) for match in BARE.findall(mail))
        else:
            found.append((name, mail))
    return found


def email_split(text: Any) -> list[str]:
    """Return the addresses found in a text."""
    return [mail for _name, mail in email_split_tuples(text)]


def email_split_and_format(text: Any) -> list[str]:
    """Return the addresses found in a text, each with its name."""
    return [formataddr(pair) for pair in email_split_tuples(text)]


def email_split_and_format_normalize(text: Any) -> list[str]:
    """Return the addresses found in a text with their names, normalized."""
    return [
        formataddr((name, normalized)) for name, mail in email_split_tuples(text)
        if (normalized := _normalize(mail))
    ]


def parse_contact_from_email(text: Any) -> tuple[str, str]:
    """Return name and normalized address of the first contact of a text; "" for none."""
    words = str(text or "").strip()
    pairs = email_split_tuples(words)
    if not pairs:
        return words, ""
    name, mail = pairs[0]
    return name.strip(), _normalize(mail)


def _normalize(mail: str) -> str:
    local, _at, domain = mail.strip().rpartition("@")
    return (local.lower() if local.isascii() else local) + "@" + domain.lower()


def email_normalize(text: Any, strict: bool = True) -> Any:
    """Return the only address of a text, in lower case; False when there is not one."""
    mails = email_split(text)
    if not mails or strict and len(mails) > 1:
        return False
    return _normalize(mails[0])


def email_normalize_all(text: Any) -> list[str]:
    """Return all addresses of a text, normalized."""
    return [_normalize(mail) for mail in email_split(text)]


def email_domain_extract(text: Any) -> Any:
    """Return the domain of the only address of a text; False when there is not one."""
    mail = email_normalize(text)
    return mail.partition("@")[2] if mail else False


def formataddr(pair: tuple[Any, str], charset: str = "utf-8") -> str:
    """Return `"Name" <address>`."""
    name, address = pair
    if not name:
        return address
    if str(name).isascii() and charset == "ascii":
        return _formataddr((str(name), address))
    escaped = str(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{address}>'


def encapsulate_email(old_email: str, new_email: str) -> str:
    """Return the new address under the name of the old one (or its own text)."""
    old = email_split_tuples(old_email)
    if not old:
        return old_email
    new = email_split_tuples(new_email)
    if not new:
        return new_email
    name = old[0][0] or old[0][1].partition("@")[0]
    return formataddr((name, new[0][1]))


def generate_tracking_message_id(scope: str) -> str:
    """Return a unique Message-Id that names what it belongs to."""
    stamp = f"{time.time():.15f}".replace(".", ".", 1)
    number = random.SystemRandom().randrange(10**14, 10**15)
    return f"<{number}.{stamp}-openerp-{scope}@{socket.gethostname() or 'localhost'}>"


REPLACED = (
    ("<strong>", "*"), ("</strong>", "*"), ("<b>", "*"), ("</b>", "*"),
    ("<h3>", "*"), ("</h3>", "*"), ("<h2>", "**"), ("</h2>", "**"),
    ("<h1>", "**"), ("</h1>", "**"), ("<em>", "/"), ("</em>", "/"),
    ("<tr>", "\n"), ("</p>", "\n"),
)


def html2plaintext(text: Any, body_id: Any = None, encoding: str = "utf-8",
                   include_references: bool = True) -> str:
    """Return the text of an HTML body: stars for bold, links as footnotes."""
    from lxml import etree
    from lxml import html as parser
    if not text or not (source := str(text).strip()):
        return ""
    try:
        tree: Any = parser.document_fromstring(source)
    except (etree.ParserError, ValueError):
        return ""
    if body_id is not None:
        found = tree.xpath(f"//*[@id={body_id!r}]")
        tree = found[0] if found else tree
    urls: list[str] = []
    if include_references:
        for link in tree.iter("a"):
            url = link.get("href")
            if url:
                link.tag = "span"
                link.text = f"{link.text or ''} [{len(urls) + 1}]"
                urls.append(url)
    for tag in ("script", "style", "head"):
        for node in list(tree.iter(tag)):
            node.drop_tree()
    flat = etree.tostring(tree, encoding="unicode", method="html")
    flat = flat.replace("\r", "")
    for old, new in REPLACED:
        flat = flat.replace(old, new)
    flat = re.sub(r"<br\s*/?>", "\n", flat)
    flat = re.sub(r"<.*?>", " ", flat, flags=re.S).replace("  ", " ")
    flat = _html.unescape(flat.replace("&nbsp;", "\N{NO-BREAK SPACE}"))
    flat = "\n".join(line.strip() for line in flat.splitlines())
    if urls:
        flat += "\n\n" + "".join(f"[{n}] {url}\n" for n, url in enumerate(urls, 1))
    return flat.strip()


def html_to_inner_content(text: Any) -> str:
    """Return the text of HTML on one line, for previews."""
    if not text:
        return ""
    source = re.sub(r"<(style|script|title)\b.*?</\1>", " ", str(text), flags=re.S | re.I)
    source = re.sub(r"<br\s*/?>|</(p|div|li|tr|h\d)>", " ", source, flags=re.I)
    source = _html.unescape(re.sub(r"<[^>]*>", "", source))
    return " ".join(source.split())


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


def append_content_to_html(
    html: Any, content: Any, plaintext: bool = True, preserve: bool = False,
    container_tag: str | None = None,
) -> Any:
    """Return HTML with more at its end: HTML as it is, text escaped or preformatted."""
    from markupsafe import Markup, escape
    if plaintext and preserve:
        more = Markup("\n<pre>%s</pre>\n") % escape(str(content))
    elif plaintext:
        more = Markup("\n%s\n") % plaintext2html(str(content), container_tag)
    else:
        inner = re.sub(r"(?i)</?(html|body|head|!\s*doctype)\b[^>]*>", "", str(content))
        more = Markup("\n%s\n") % Markup(inner)
    text = Markup(html or "")
    at = text.rfind("</body>")
    if at < 0:
        at = text.rfind("</html>")
    if at < 0:
        return text + more
    return text[:at] + more + text[at:]


def is_html_empty(text: Any) -> bool:
    """Tell whether HTML shows nothing."""
    if not text or text is True:
        return True
    if re.search(r"<(img|video|iframe|hr)\b", str(text), re.I):
        return False
    return not re.sub(r"<[^>]*>|&nbsp;|\s", "", str(text))
