"""Applying inheriting views to the architecture that they extend."""

from __future__ import annotations

import copy
import re

from lxml import etree

# attributes that hold an expression: `and`, `or` join another one to it
CONDITIONS = ("invisible", "readonly", "required", "column_invisible")


def locate_node(tree, spec):
    """Return the first node of `tree` that a specification is about, or None."""
    if spec.tag == "xpath":
        try:
            find = etree.ETXPath(_has_class(spec.get("expr") or ""))
        except etree.XPathSyntaxError as error:
            raise ValueError(
                f"Invalid Expression while parsing xpath “{spec.get('expr')}”"
            ) from error
        try:
            found = find(tree)
        except etree.XPathEvalError as error:
            raise ValueError(
                f"Invalid Expression while parsing xpath “{spec.get('expr')}”"
            ) from error
        if not isinstance(found, list) or not all(map(etree.iselement, found)):
            raise ValueError(f"xpath “{spec.get('expr')}” gives no elements")
        return found[0] if found else None
    if spec.tag == "field":
        for node in tree.iter("field"):
            if node.get("name") == spec.get("name"):
                return node
        return None
    for node in tree.iter(spec.tag):
        if all(
            node.get(name) == value
            for name, value in spec.attrib.items()
            if name not in ("position", "version")
        ):
            return node
    return None


def _has_class(expression):
    """Write Odoo's hasclass() in plain XPath."""

    def plain(match):
        names = [name.strip().strip("'\"") for name in match[1].split(",")]
        return " and ".join(
            f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
            for name in names
        )

    return re.sub(r"hasclass\(([^)]*)\)", plain, expression)


def apply_specs(tree, spec_tree, skip=None):
    """Return `tree` changed by the specifications of one inheriting view.

    A specification whose node is not there raises ValueError, unless `skip` takes it.
    """
    specs = [spec_tree]
    while specs:
        spec = specs.pop(0)
        if not isinstance(spec.tag, str):
            continue
        if spec.tag in ("data", "odoo"):
            specs = list(spec) + specs
            continue
        node = locate_node(tree, spec)
        lacking = spec if node is None else _lacking_move(tree, spec)
        if lacking is not None and skip is not None:
            skip(lacking)
            continue
        if lacking is not None:
            raise ValueError(
                f"Element '{_describe(lacking)}' cannot be located in parent view"
            )
        tree = _apply(tree, node, spec)
    return tree


def _describe(spec):
    attributes = "".join(
        f' {name}="{value}"' for name, value in spec.attrib.items() if name != "position"
    )
    return f"<{spec.tag}{attributes}>"


def _lacking_move(tree, spec):
    """Return the first node to be moved that the tree does not have, or None."""
    for child in spec.iterchildren("*"):
        if child.get("position") == "move":
            if len(child):
                raise ValueError(
                    f"Invalid specification for moved nodes: {_describe(child)}"
                )
            if locate_node(tree, child) is None:
                return child
    return None


def _apply(tree, node, spec):
    position = spec.get("position", "inside")
    if position == "attributes":
        _change_attributes(node, spec)
        return tree
    if position == "replace":
        return _replace(tree, node, spec)
    if position in ("after", "before") and node.getparent() is None:
        raise ValueError(f"nothing can stand {position} the root of a view")
    new = _new_nodes(tree, spec)
    if position == "inside":
        _insert(node, len(node), new, spec.text)
    elif position == "after":
        parent = node.getparent()
        tail, node.tail = node.tail, spec.text
        for child in reversed(new):
            parent.insert(parent.index(node) + 1, child)
        _end(new[-1] if new else node, tail)
    elif position == "before":
        _insert(node.getparent(), node.getparent().index(node), new, spec.text)
    else:
        raise ValueError(f"Invalid position attribute: '{position}'")
    return tree


def _insert(parent, index, new, text):
    """Insert nodes with the text before them; the blanks that stood there close them.

    Scenario load_data.views "form arch" shows where blanks go.
    """
    before = parent[index - 1] if index else None
    old = (parent.text if before is None else before.tail) or ""
    kept = old.rstrip()
    lead = kept + (text or "")
    if before is None:
        parent.text = lead
    else:
        before.tail = lead
    for offset, child in enumerate(new):
        parent.insert(index + offset, child)
    if new:
        _end(new[-1], old[len(kept) :])
    elif before is None:
        parent.text = lead.rstrip() + old[len(kept) :]
    else:
        before.tail = lead.rstrip() + old[len(kept) :]


def _end(node, blanks):
    """Let a node be followed by the given text instead of the blanks of its file."""
    node.tail = (node.tail or "").rstrip() + (blanks or "") or None


def _new_nodes(tree, spec):
    """Return copies of the children of a specification, moving the named ones."""
    new = []
    for child in spec:
        if isinstance(child.tag, str) and child.get("position") == "move":
            moved = locate_node(tree, child)
            _remove(moved)
            moved.tail = child.tail
            new.append(moved)
        else:
            new.append(copy.deepcopy(child))
    return new


def _remove(node):
    parent, tail = node.getparent(), node.tail
    if tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)


def _replace(tree, node, spec):
    mode = spec.get("mode", "outer")
    if mode not in ("inner", "outer"):
        raise ValueError(f"Invalid mode attribute: “{mode}”")
    if mode == "inner":
        for child in list(node):
            node.remove(child)
        node.text = spec.text
        node.extend(_new_nodes(tree, spec))
        return tree
    new = _new_nodes(tree, spec)
    for child in new:
        for holder in list(child.iter("*")):
            if (holder.text or "").strip() == "$0":
                holder.text = None
                holder.append(copy.deepcopy(node))
    if node.getparent() is None:
        elements = [child for child in new if isinstance(child.tag, str)]
        return elements[0] if elements else tree
    parent = node.getparent()
    index, tail = parent.index(node), node.tail
    node.tail = None
    parent.remove(node)
    for offset, child in enumerate(new):
        parent.insert(index + offset, child)
    if new and not (new[-1].tail or "").strip():
        new[-1].tail = None
    if tail and tail.strip():       # blanks go with the node
        if new:
            new[-1].tail = (new[-1].tail or "") + tail
        elif index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    return tree


def _change_attributes(node, spec):
    for child in spec.iterchildren("attribute"):
        name = child.get("name")
        value = (child.text or "").strip()
        if child.get("add") or child.get("remove"):
            if value:
                raise ValueError(
                    "Element <attribute> with 'add' or 'remove' cannot contain text "
                    f"{value!r}"
                )
            change = _change_condition if name in CONDITIONS else _change_list
            value = change(node.get(name, ""), child)
        if value:
            node.set(name, value)
        elif name in node.attrib:
            del node.attrib[name]


def _change_list(old, child):
    """Return a list of words, by default with commas, with words added and removed."""
    separator = child.get("separator", ",")
    blank = not separator.strip()
    values = old.split() if blank else [part.strip() for part in old.split(separator)]
    wanted, gone = (
        [p.strip() for p in (child.get(key) or "").split(" " if blank else separator)]
        for key in ("add", "remove")
    )
    values = [part for part in values if part and part not in gone]
    values += [part for part in wanted if part]
    return (" " if blank else separator).join(values)


def _change_condition(old, child):
    """Return an expression with another one joined to it, or taken out of it."""
    word = (child.get("separator") or "").strip()
    if word not in ("and", "or"):
        raise ValueError(
            f"Invalid value of `separator` ({child.get('separator')!r}): 'and' or 'or'"
        )
    value = old.strip()
    remove, add = (child.get("remove") or "").strip(), (child.get("add") or "").strip()
    if remove:
        term = rf"\(*\s*{re.escape(remove)}\s*\)*"
        if re.fullmatch(term, value):
            value = ""
        else:
            value = re.sub(rf"\s+{word}\s+{term}(?=\s|$)|^{term}\s+{word}\s+", "", value)
    if add:
        value = f"({value}) {word} ({add})" if value else add
    return value
