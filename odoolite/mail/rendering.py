"""Rendering templates: `{{ }}` in texts, QWeb in bodies; compiled once, then cached.

Expressions are checked: no imports, no names with two underscores.
"""
from __future__ import annotations

import functools
import re
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree, html
from markupsafe import Markup, escape

from ..tools.safe_eval import BUILTINS, compile_expression

INLINE = re.compile(r"\{\{(.+?)(\|\|\|\s*(.*?))?\}\}")
FORMAT = re.compile(r"\{\{(.+?)\}\}|#\{(.+?)\}")
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
})
Scope = dict[str, Any]
Emit = Callable[[str], None]
Node = Callable[[Scope, Emit], None]
Loader = Callable[[str], "Template"]
FieldFormatter = Callable[[Any, str, Any], Any]


class RenderError(ValueError):
    """A template that cannot be compiled."""


# ---- texts
@functools.lru_cache(maxsize=4096)
def parse_inline(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return (text before, expression, default) triples of a text."""
    found, start = [], 0
    for match in INLINE.finditer(text):
        found.append((text[start:match.start()], match.group(1).strip(),
                      match.group(3) or ""))
        start = match.end()
    if start < len(text) or not found:
        found.append((text[start:], "", ""))
    return tuple(found)


def render_inline(text: str, scope: Mapping[str, Any]) -> str:
    """Return a text with its `{{ expression ||| default }}` replaced."""
    result = []
    for before, expression, default in parse_inline(text):
        result.append(before)
        if expression:
            value = evaluate(expression, scope)
            result.append(str(value) if value else default)
    return "".join(result)


def evaluate(expression: str, scope: Mapping[str, Any]) -> Any:
    """Evaluate an expression of a template."""
    code = compile_expression(" ".join(expression.split("\n")), "eval")
    return eval(code, {"__builtins__": dict(BUILTINS), **scope})


def list_expressions(text: str) -> list[str]:
    """Return the expressions of a text."""
    return [expression for _before, expression, _default in parse_inline(text)
            if expression]


# ---- bodies
class Template:
    """A compiled QWeb template."""

    def __init__(self, root: Any) -> None:
        self._body = _compile_children(root, self)

    def render(self, scope: Mapping[str, Any]) -> Markup:
        """Return the rendered template."""
        parts: list[str] = []
        self._body(dict(scope), parts.append)
        return Markup("".join(parts))


@functools.lru_cache(maxsize=512)
def compile_source(source: str) -> Template:
    """Compile markup: XML, or HTML when it is none."""
    return Template(parse_source(source))


def parse_source(source: str) -> Any:
    """Return the tree of a piece of markup."""
    text = re.sub(r"&nbsp;", "&#160;", source)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True,
                                 remove_comments=True)
        return etree.fromstring(f"<t>{text}</t>".encode(), parser)
    except etree.XMLSyntaxError:
        return html.fragment_fromstring(source, create_parent="t")


def list_directives(source: str) -> Iterator[tuple[str, str]]:
    """Yield the (name, value) of the directives of a body."""
    if "t-" not in source:
        return
    for element in parse_source(source).iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("t-"):
                yield name, value


def _compile_children(element: Any, template: Template) -> Node:
    nodes: list[Node] = []
    if element.text:
        nodes.append(_text(element.text))
    children = [c for c in element if isinstance(c.tag, str)]
    index = 0
    while index < len(children):
        child = children[index]
        if child.get("t-if") is not None and child.get("t-foreach") is None:
            branches, tail, index = _collect_branches(children, index)
            nodes.append(_conditional([
                (condition, _compile_element(node, template))
                for condition, node in branches
            ]))
            if tail:
                nodes.append(_text(tail))
            continue
        nodes.append(_compile_element(child, template))
        if child.tail:
            nodes.append(_text(child.tail))
        index += 1

    def run(scope: Scope, emit: Emit) -> None:
        for node in nodes:
            node(scope, emit)

    return run if len(nodes) != 1 else nodes[0]


def _collect_branches(
    children: list[Any], index: int
) -> tuple[list[tuple[str, Any]], str, int]:
    first = children[index]
    branches = [(first.get("t-if"), first)]
    tail = first.tail or ""
    index += 1
    while index < len(children) and not tail.strip():
        child = children[index]
        if child.get("t-elif") is not None:
            branches.append((child.get("t-elif"), child))
        elif child.get("t-else") is not None:
            branches.append(("", child))
        else:
            break
        tail = child.tail or ""
        index += 1
    return branches, tail, index


def _conditional(branches: list[tuple[str, Node]]) -> Node:
    prepared = [(_expression(c) if c else None, node) for c, node in branches]

    def run(scope: Scope, emit: Emit) -> None:
        for condition, node in prepared:
            if condition is None or condition(scope):
                node(scope, emit)
                return

    return run


def _text(text: str) -> Node:
    escaped = str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')

    def run(_scope: Scope, emit: Emit) -> None:
        emit(escaped)

    return run


def _expression(source: str) -> Callable[[Scope], Any]:
    text = " ".join(source.split("\n")).strip()
    code = compile_expression(text, "eval")
    builtins = dict(BUILTINS)
    # what no t-set and no caller named is None, as in Odoo's templates
    unnamed = dict.fromkeys(list_names(code) - builtins.keys())

    def run(scope: Scope) -> Any:
        return eval(code, {"__builtins__": builtins, **unnamed, **scope})

    return run


def list_names(code: types.CodeType) -> set[str]:
    """Return the names that an expression looks up, those of its functions too."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= list_names(constant)
    return names


def _format(source: str) -> Callable[[Scope], str]:
    parts: list[str | Callable[[Scope], Any]] = []
    start = 0
    for match in FORMAT.finditer(source):
        parts.append(source[start:match.start()])
        parts.append(_expression(match.group(1) or match.group(2)))
        start = match.end()
    parts.append(source[start:])

    def run(scope: Scope) -> str:
        found = []
        for part in parts:
            value = part if isinstance(part, str) else part(scope)
            found.append(str(value) if value or value == 0 and value is not False else "")
        return "".join(found)

    return run


def _compile_element(element: Any, template: Template) -> Node:
    node = _compile_inner(element, template)
    if element.get("t-foreach") is not None:
        if element.get("t-if") is not None:     # asked for each
            node = _conditional([(element.get("t-if"), node)])
        return _loop(element.get("t-foreach"), element.get("t-as") or "item", node)
    return node


def _loop(source: str, name: str, node: Node) -> Node:
    items = _expression(source)

    def run(scope: Scope, emit: Emit) -> None:
        found = items(scope)
        if isinstance(found, int) and not isinstance(found, bool):
            found = range(found)
        pairs = list(found.items()) if isinstance(found, Mapping) \
            else [(item, item) for item in found or ()]
        for index, (key, value) in enumerate(pairs):
            inner = dict(scope)
            inner.update({
                name: key, f"{name}_value": value, f"{name}_index": index,
                f"{name}_size": len(pairs), f"{name}_first": index == 0,
                f"{name}_last": index == len(pairs) - 1,
                f"{name}_odd": bool(index % 2), f"{name}_even": not index % 2,
                f"{name}_parity": "odd" if index % 2 else "even",
            })
            node(inner, emit)
            for key_ in scope:
                if not key_.startswith(name):
                    scope[key_] = inner[key_]

    return run


def _compile_inner(element: Any, template: Template) -> Node:
    if element.get("t-set") is not None:
        return _assign(element, template)
    if element.get("t-call") is not None:
        return _call(element, template)
    content = _content(element, template)
    if element.tag == "t":
        return content
    return _tag(element, content)


def _assign(element: Any, template: Template) -> Node:
    name = element.get("t-set")
    value: Callable[[Scope], Any]
    if element.get("t-value") is not None:
        value = _expression(element.get("t-value"))
    elif element.get("t-valuef") is not None:
        value = _format(element.get("t-valuef"))
    else:
        body = _compile_children(element, template)

        def value(scope: Scope) -> Any:
            parts: list[str] = []
            body(dict(scope), parts.append)
            return Markup("".join(parts))

    def run(scope: Scope, _emit: Emit) -> None:
        scope[name] = value(scope)

    return run


def _call(element: Any, template: Template) -> Node:
    name = _format(element.get("t-call"))
    body = _compile_children(element, template)

    def run(scope: Scope, emit: Emit) -> None:
        inner = dict(scope)
        parts: list[str] = []
        body(inner, parts.append)
        inner["0"] = Markup("".join(parts))
        load: Loader | None = scope.get("_load")
        if load is None:
            raise RenderError(f"t-call={name(scope)!r} has nothing to load from")
        emit(str(load(name(scope)).render(inner)))

    return run


def _content(element: Any, template: Template) -> Node:
    for name in ("t-out", "t-esc", "t-raw"):
        source = element.get(name)
        if source is not None:
            return _output(source, _compile_children(element, template),
                           raw=name == "t-raw", options=_options(element))
    if element.get("t-field") is not None:
        return _field(element.get("t-field"), _options(element),
                      _compile_children(element, template))
    return _compile_children(element, template)


def _options(element: Any) -> Callable[[Scope], Any] | None:
    """Return what evaluates `t-options` and `t-options-<name>`."""
    whole = element.get("t-options") or element.get("t-esc-options")
    single = {
        name[len("t-options-"):]: _expression(value)
        for name, value in element.attrib.items() if name.startswith("t-options-")
    }
    if not whole and not single:
        return None
    given = _expression(whole) if whole else None

    def run(scope: Scope) -> Any:
        found = dict(given(scope) or {}) if given else {}
        found.update((name, value(scope)) for name, value in single.items())
        return found

    return run


def _output(
    source: str, default: Node, raw: bool, options: Callable[[Scope], Any] | None = None
) -> Node:
    if source.strip() == "0":
        def body(scope: Scope, emit: Emit) -> None:
            emit(str(scope.get("0", "")))
        return body
    value = _expression(source)

    def run(scope: Scope, emit: Emit) -> None:
        found = value(scope)
        if options is not None:
            given, formatter = options(scope), scope.get("_format_value")
            if given.get("widget") and formatter:
                found = formatter(found, given)
        if found is False or found is None:
            default(scope, emit)
        else:
            emit(str(found) if raw else str(escape(found)))

    return run


def _field(
    source: str, options: Callable[[Scope], Any] | None, default: Node
) -> Node:
    path, _dot, name = source.strip().rpartition(".")
    record = _expression(path)

    def run(scope: Scope, emit: Emit) -> None:
        formatter: FieldFormatter | None = scope.get("_format_field")
        owner = record(scope)
        value = formatter(owner, name, options(scope) if options else {}) \
            if formatter else owner[name]
        if value is False or value is None:
            default(scope, emit)
        else:
            emit(str(escape(value)))

    return run


def _tag(element: Any, content: Node) -> Node:
    tag = element.tag
    static, dynamic = _attributes(element)
    head = f"<{tag}" + "".join(
        f' {name}="{escape(value)}"' for name, value in static
    )

    def run(scope: Scope, emit: Emit) -> None:
        emit(head)
        for attribute in dynamic:
            for name, value in attribute(scope):
                if value is not False and value is not None and value != "":
                    emit(f' {name}="{escape(str(value) if value is not True else name)}"')
        if tag in VOID:
            emit("/>")
            return
        emit(">")
        content(scope, emit)
        emit(f"</{tag}>")

    return run


Attribute = Callable[[Scope], list[tuple[str, Any]]]


def _attributes(element: Any) -> tuple[list[tuple[str, str]], list[Attribute]]:
    static: list[tuple[str, str]] = []
    dynamic: list[Attribute] = []
    for name, value in element.attrib.items():
        if name.startswith("t-att-"):
            dynamic.append(_one(name[6:], _expression(value)))
        elif name.startswith("t-attf-"):
            dynamic.append(_one(name[7:], _format(value)))
        elif name == "t-att":
            dynamic.append(_many(_expression(value)))
        elif not name.startswith("t-"):
            static.append((name, value))
    return static, dynamic


def _one(name: str, value: Callable[[Scope], Any]) -> Attribute:
    return lambda scope: [(name, value(scope))]


def _many(value: Callable[[Scope], Any]) -> Attribute:
    def run(scope: Scope) -> list[tuple[str, Any]]:
        found = value(scope)
        if isinstance(found, Mapping):
            return list(found.items())
        return [(found[0], found[1])] if found else []
    return run
