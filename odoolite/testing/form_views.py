"""What a form view tells a client: its fields, their modifiers, the views of lines."""
from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lxml import etree

MODIFIERS = ("invisible", "readonly", "required", "column_invisible")
X2MANY = ("one2many", "many2many")
TRUE = ("1", "True", "true")


class FieldNode:
    """A field in a view."""

    def __init__(self, name: str, field: Any, modifiers: dict[str, str]) -> None:
        self.name = name
        self.field = field
        self.type: str = field.type
        self.modifiers = modifiers
        self.onchange = True
        self.force_save = False
        self.context = "{}"
        self.edition: FormView | None = None

    def line_values(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the values of a line that its view has."""
        from .forms import _from_read
        if self.edition is None:
            return {}
        return {
            name: _from_read(node, row.get(name))
            for name, node in self.edition.fields.items() if name != "id"
        }


class FormView:
    """The fields of a view, each once."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.fields: dict[str, FieldNode] = {}

    def spec(self) -> dict[str, Any]:
        """Return the specification that the client's calls carry."""
        found: dict[str, Any] = {}
        for name, node in self.fields.items():
            found[name] = {}
            if node.type in X2MANY and node.edition is not None:
                found[name] = {"fields": {"id": {}, **node.edition.spec()}}
        return found

    def evaluate(
        self, env: Any, name: str, modifier: str, values: dict[str, Any]
    ) -> bool:
        """Tell whether a modifier of a field holds."""
        node = self.fields[name]
        text = node.modifiers.get(modifier)
        if text is None:
            return modifier in ("readonly", "required") and bool(
                getattr(node.field, modifier, False)
            )
        return evaluate(env, text, values)


def evaluate(env: Any, text: str, values: dict[str, Any]) -> bool:
    """Evaluate the expression of a modifier."""
    from ..tools.safe_eval import safe_eval
    if text in TRUE:
        return True
    if text in ("0", "False", "false", ""):
        return False
    today = dt.date.today()
    scope = {
        "uid": env.uid, "context": dict(env.context), "active_id": values.get("id"),
        "today": today.isoformat(), "current_date": today.isoformat(),
        "now": dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%d %H:%M:%S"),
        "companies": None, "true": True, "false": False, **values,
    }
    return bool(safe_eval(text, scope))


def build_view(model: Any, view_id: Any) -> FormView:
    """Return the form view of a model."""
    views = model.get_views([(view_id, "form")])
    tree = etree.fromstring(views["views"]["form"]["arch"])
    return read_tree(model, tree)


def read_tree(model: Any, tree: Any, level: int = 2) -> FormView:
    """Return the fields of an arch; lines go down as far as `level`."""
    view = FormView(model)
    for node in tree.iter("field"):
        name = node.get("name")
        if _owner(node, tree) is not tree or name not in model._fields:
            continue
        modifiers = _modifiers(node, tree)
        known = view.fields.get(name)
        if known is not None:       # shown twice: it may be used where it can be
            for key in set(known.modifiers) | set(modifiers):
                one, two = known.modifiers.get(key), modifiers.get(key)
                if one is None or two is None:
                    known.modifiers.pop(key, None)
                elif one != two:
                    known.modifiers[key] = f"({one}) and ({two})"
            if known.edition is not None or not len(node):
                continue
        field = known or FieldNode(name, model._fields[name], modifiers)
        field.force_save = node.get("force_save") in TRUE
        field.context = node.get("context") or "{}"
        if field.type in X2MANY and level:
            field.edition = _edition(model, field, node, level)
        view.fields[name] = field
    _add_hidden(view)
    return view


def _add_hidden(view: FormView) -> None:
    """Add the fields that modifiers use and the view does not show, as Odoo does."""
    texts = [text for node in view.fields.values() for text in node.modifiers.values()]
    for text in texts:
        for name in re.findall(r"(?<![\w.'\"])[a-z_]\w*", text):
            if name in view.model._fields and name not in view.fields:
                view.fields[name] = FieldNode(
                    name, view.model._fields[name], {"invisible": "1", "readonly": "1"}
                )


def _owner(node: Any, tree: Any) -> Any:
    """Return the tree that a field node belongs to: the view of lines, or the whole."""
    for parent in node.iterancestors():
        if parent is tree:
            return tree
        if parent.tag == "field":
            return parent
    return tree


def _modifiers(node: Any, tree: Any) -> dict[str, str]:
    found = {key: node.get(key) for key in MODIFIERS if node.get(key) is not None}
    hidden = [node.get("invisible") or node.get("column_invisible")]
    for parent in node.iterancestors():
        if parent is tree or parent.tag == "field":
            break
        hidden.append(parent.get("invisible"))
    texts = [text for text in hidden if text and text not in ("0", "False")]
    if texts:
        found["invisible"] = " or ".join(f"({text})" for text in texts)
    return found


def _edition(model: Any, field: FieldNode, node: Any, level: int) -> FormView | None:
    comodel = model.env[field.field.comodel_name]
    trees = {child.tag: child for child in node if isinstance(child.tag, str)}
    tree = trees.get("list")
    if tree is None or not tree.get("editable"):
        tree = trees.get("form", tree)
    if tree is None:
        if field.type == "many2many":
            return None
        arch = comodel.get_views([(False, "form")])["views"]["form"]["arch"]
        tree = etree.fromstring(arch)
    return read_tree(comodel, tree, level - 1)
