"""Cleaning HTML that users write, with the library that Odoo uses."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree, html
from lxml.html import defs
from lxml_html_clean import Cleaner

TAGS = defs.tags | frozenset([
    "article", "bdi", "section", "header", "footer", "hgroup", "nav", "aside", "figure",
    "main", "address", "video", "audio", "picture", "source", "template",
])
KILLED = ("base", "embed", "frame", "head", "iframe", "link", "meta", "noscript",
          "object", "script", "style", "title")
ATTRIBUTES = defs.safe_attrs | frozenset([
    "style", "data-o-mail-quote", "data-o-mail-quote-node", "data-oe-model",
    "data-oe-id", "data-oe-field", "data-oe-type", "data-oe-expression",
    "data-publish", "data-id", "data-interval", "data-member_id", "res_id", "res_model",
    "widget", "t-att-href", "t-out", "t-field", "t-if", "t-foreach", "t-as",
])
ENTITY = re.compile(r"&(?!#?\w+;)")
QUOTE = re.compile(
    r"(?:\n>+[^\n\r]*)+|(?:^|\n)--\s?[\r\n]{1,2}[\s\S]+"
)
QUOTE_HINT = re.compile(r"\n(?:>|&gt;|--)|>--\s?\n")
SHORT = 4000        # characters
SAFE_STYLES = re.compile(
    r"^(?:align|background|border|color|display|float|font|height|letter|line|list|"
    r"margin|max|min|padding|text|vertical|white|width|word)"
)


def html_sanitize(
    src: Any, silent: bool = True, sanitize_tags: bool = True,
    sanitize_attributes: Any = False, sanitize_style: bool = False,
    sanitize_form: bool = True, sanitize_conditional_comments: bool = True,
    strip_style: bool = False, strip_classes: bool = False, output_method: str = "html",
) -> Any:
    """Return clean HTML: no scripts, handlers, frames or forms; text is wrapped."""
    from markupsafe import Markup
    if not src:
        return src
    options = (sanitize_tags, sanitize_attributes, sanitize_style, sanitize_form,
               strip_style, strip_classes, output_method)
    text = str(src)
    clean = _sanitize_again if len(text) < SHORT else _sanitize
    return Markup(clean(text, *options))


def _sanitize(
    src: str, sanitize_tags: bool, sanitize_attributes: Any, sanitize_style: bool,
    sanitize_form: bool, strip_style: bool, strip_classes: bool, output_method: str,
) -> str:
    text = ENTITY.sub("&amp;", src.replace("\x00", ""))
    text = text.replace("&nbsp;", "\ue000nbsp\ue001")
    options: dict[str, Any] = {
        "page_structure": True, "style": strip_style, "forms": sanitize_form,
        "remove_unknown_tags": False, "comments": False,
        "processing_instructions": False, "meta": True, "links": True,
        "embedded": True, "frames": True, "javascript": True, "scripts": True,
        "annoying_tags": False, "kill_tags": [], "remove_tags": [],
    }
    if sanitize_tags:
        options["allow_tags"] = None
        options["kill_tags"] = ["base", "embed", "frame", "head", "link", "meta",
                                "noscript", "object", "script", "style", "title"]
        options["remove_tags"] = ["html", "body"]
    if strip_classes:
        options["safe_attrs_only"] = True
        options["safe_attrs"] = ATTRIBUTES - {"class"}
    elif sanitize_attributes == "email_outgoing":
        options["safe_attrs_only"] = False
    elif sanitize_attributes:
        options["safe_attrs_only"] = True
        options["safe_attrs"] = ATTRIBUTES | _data_attributes(text)
    else:
        options["safe_attrs_only"] = False
    document = _parse(text)
    Cleaner(**options)(document)
    if QUOTE_HINT.search(text):
        _tag_quotes(document)
    if sanitize_style:
        _clean_styles(document)
    if strip_style:
        for element in document.iter(etree.Element):
            element.attrib.pop("style", None)
    cleaned = etree.tostring(document, encoding="unicode", method=output_method)
    cleaned = cleaned.replace("\ue000nbsp\ue001", "&nbsp;")
    return str(_unwrap(cleaned))


# the same short text is cleaned again and again: a note on each of many records
_sanitize_again = lru_cache(maxsize=1000)(_sanitize)


def _tag_quotes(document: Any) -> None:
    """Mark quoted lines and signatures in the texts of elements."""
    for element in list(document.iter(etree.Element)):
        source = element.text
        if not source or element.get("data-o-mail-quote") or not QUOTE.search(source):
            continue
        pieces, start = [], 0
        for match in QUOTE.finditer(source):
            pieces.append((source[start:match.start()], match.group(0)))
            start = match.end()
        element.text = pieces[0][0] + "\n"
        last = None
        for index, (before, quoted) in enumerate(pieces):
            if last is not None:
                last.tail = before + "\n"
            last = etree.Element("span")
            last.set("data-o-mail-quote", "1")
            last.text = quoted
            element.insert(index, last)
        if last is not None:
            last.tail = source[start:] or None


def _data_attributes(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\bdata-[\w.-]+", text))


def _parse(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_pis=False)
    return html.fragment_fromstring(
        text.encode("utf-8").decode("utf-8"), create_parent="div", parser=parser
    ) if _starts_with_tag(text) else html.fragment_fromstring(
        f"<p>{text}</p>", create_parent="div"
    )


def _starts_with_tag(text: str) -> bool:
    return bool(re.match(r"\s*<", text))


def _unwrap(text: str) -> str:
    match = re.fullmatch(r"<div>(.*)</div>\s*", text, re.S)
    inner = match.group(1) if match else text
    return inner if inner.strip() else ("<div></div>" if match else inner)


def _clean_styles(document: Any) -> None:
    for element in document.iter(etree.Element):
        style = element.attrib.get("style")
        if not style:
            continue
        kept = [
            part.strip() for part in style.split(";")
            if SAFE_STYLES.match(part.strip().lower())
        ]
        if kept:
            element.attrib["style"] = "; ".join(kept)
        else:
            del element.attrib["style"]
