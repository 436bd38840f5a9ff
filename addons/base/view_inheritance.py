"""Applying inheriting views to the architecture that they extend."""

from __future__ import annotations

import copy
import re

from lxml import etree


def locate_node(tree, spec):
    """Return the first node of `tree` that a specification is about, or None."""
    if spec.tag == "xpath":
        try:
            find = etree.ETXPath(_has_class(spec.get("expr") or ""))
        except etree.XPathSyntaxError as error:
            raise ValueError(
                f"Invalid Expression while parsing xpath “{spec.get('expr')}”"
            ) from error
        found = find(tree)
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
        if node is None and skip is not None:
            skip(spec)
            continue
        if node is None:
            attributes = "".join(
                f' {name}="{value}"'
                for name, value in spec.attrib.items()
                if name != "position"
            )
            raise ValueError(
                f"Element '<{spec.tag}{attributes}>' cannot be located in parent view"
            )
        tree = _apply(tree, node, spec)
    return tree


def _apply(tree, node, spec):
    position = spec.get("position", "inside")
    if position == "attributes":
        _change_attributes(node, spec)
        return tree
    if position == "replace":
        return _replace(tree, node, spec)
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
            if moved is None:
                raise ValueError(
                    f"Element '<{child.tag}>' cannot be located in parent view"
                )
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
    if spec.get("mode", "outer") == "inner":
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
        value = (child.text or "").strip() if child.text else ""
        added, removed = child.get("add"), child.get("remove")
        if added or removed:
            separator = child.get("separator", ",")
            joint = " " if separator == " " else separator
            values = [
                part.strip()
                for part in re.split(
                    r"\s+" if separator == " " else re.escape(separator),
                    node.get(name, ""),
                )
                if part.strip()
            ]
            gone = {part.strip() for part in (removed or "").split(separator)}
            values = [part for part in values if part not in gone]
            values += [p.strip() for p in (added or "").split(separator) if p.strip()]
            value = joint.join(values)
        if value:
            node.set(name, value)
        elif name in node.attrib:
            del node.attrib[name]
