"""The terms of XML and HTML values: found, and replaced by their translations.

A term is a run of text with the inline elements in it, or an attribute that people read.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree, html

INLINE = {
    "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "keygen", "mark", "math", "meter", "output",
    "progress", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr", "text", "select", "option",
}
SKIPPED = {"script", "style", "t"}
ATTRIBUTES = {
    "string", "add-label", "help", "sum", "avg", "confirm", "placeholder", "alt", "title",
    "aria-label", "aria-keyshortcuts", "aria-placeholder", "aria-roledescription",
    "aria-valuetext", "value_label", "data-tooltip", "label", "confirm-label",
    "cancel-label", "confirm-title", "data-editor-message", "data-oe-translation-state",
}
LETTERS = re.compile(r"[^\W\d_]")
Translate = Callable[[str], Any]


def xml_translate(callback: Translate, value: str | None) -> str | None:
    """Return XML with its terms replaced by what `callback` gives for them."""
    if not value:
        return value
    try:
        root = etree.fromstring(value)
    except (etree.ParseError, ValueError):
        return value
    holder = etree.Element("div")
    holder.append(root)
    _translate_children(holder, callback, etree.tostring)
    return str(etree.tostring(root, encoding="unicode"))


def html_translate(callback: Translate, value: str | None) -> str | None:
    """Return HTML with its terms replaced by what `callback` gives for them."""
    if not value:
        return value
    try:
        root = html.fragment_fromstring(value, create_parent="div")
    except (etree.ParseError, ValueError):
        return value
    _translate_children(root, callback, html.tostring)
    text = str(html.tostring(root, encoding="unicode"))
    return text[len("<div>"):-len("</div>")]


def get_terms(translate: Any, value: str | None) -> list[str]:
    """Return the terms of a value, in order, each once."""
    found: dict[str, None] = {}

    def note(term: str) -> None:
        found[term] = None

    translate(note, value)
    return list(found)


def _translate_children(node: Any, callback: Translate, write: Any) -> None:
    """Translate the runs of text and inline elements in a node, and what is below."""
    _translate_attributes(node, callback)
    if node.tag in SKIPPED - {"t"}:
        return
    start: Any = None           # the block after which a run begins; None: at the start
    inline: list[Any] = []
    for child in [*list(node), None]:
        if child is not None and _is_inline(child):
            inline.append(child)
            continue
        _replace_run(node, start, inline, callback, write)
        if child is not None and isinstance(child.tag, str):
            _translate_children(child, callback, write)
        start, inline = child, []


def _is_inline(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag in INLINE and \
        not any(name.startswith("t-") for name in node.attrib) and \
        all(_is_inline(child) for child in node)


def _replace_run(
    node: Any, start: Any, inline: list[Any], callback: Translate, write: Any
) -> None:
    text = (node.text if start is None else start.tail) or ""
    parts = [text, *(write(child, encoding="unicode") for child in inline)]
    source = "".join(parts)
    term = source.strip()
    if not term or not LETTERS.search(re.sub(r"<[^>]*>", "", term)):
        for child in inline:
            _translate_children(child, callback, write)
        return
    if len(inline) == 1 and not text.strip() and not (inline[0].tail or "").strip() \
            and not len(inline[0]):
        _translate_children(inline[0], callback, write)
        return
    value = callback(term)
    if not value or value == term:
        return
    before = source[:len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()):]
    _put_run(node, start, inline, f"{before}{value}{after}")


def _put_run(node: Any, start: Any, inline: list[Any], text: str) -> None:
    try:
        new = etree.fromstring(f"<div>{text}</div>")
    except etree.ParseError:
        new = html.fragment_fromstring(text, create_parent="div")
    index = 0 if start is None else node.index(start) + 1
    for child in inline:
        node.remove(child)
    if start is None:
        node.text = new.text
    else:
        start.tail = new.text
    for offset, child in enumerate(list(new)):
        node.insert(index + offset, child)


def _translate_attributes(node: Any, callback: Translate) -> None:
    for name, value in list(node.attrib.items()):
        if name not in ATTRIBUTES or not value.strip() or not LETTERS.search(value):
            continue
        if node.tag == "attribute" or name.startswith("t-"):
            continue
        translated = callback(value.strip())
        if translated:
            node.set(name, translated)
