"""What views of addons' own models may name: methods, fields in expressions, actions."""
from __future__ import annotations

import ast

from odoo import _, models, modules
from odoo.exceptions import ValidationError

from .ir_ui_view_client import _names_of

MODIFIERS = ("invisible", "readonly", "required", "column_invisible")
# names that clients know in expressions
KNOWN = frozenset([
    "True", "False", "None", "parent", "context", "uid", "id", "active_id", "active_ids",
    "active_model", "allowed_company_ids", "current_company_id", "companies", "time",
    "datetime", "relativedelta", "context_today", "current_date", "today", "now", "set",
    "len", "str", "bool", "int", "float", "user",
])


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    def _check_tree(self, tree):
        """Check also what the nodes of models that are not Odoo's refer to."""
        super()._check_tree(tree)
        self._check_uses(tree, self.env[self.model], tree)

    def _check_uses(self, node, model, root):
        for child in node:
            if not isinstance(child.tag, str):
                continue
            field = model._fields.get(child.get("name")) if child.tag == "field" else None
            if _is_of_an_author(model):
                self._check_node(child, field, model, root)
            inner = model
            if field is not None and field.comodel_name in self.env and len(child):
                inner = self.env[field.comodel_name]
            self._check_uses(child, inner, root)

    def _check_node(self, node, field, model, root):
        if node.tag == "button" and node.get("type") == "object":
            name = node.get("name")
            if not name:
                raise self._view_error(_("Button must have a name"), root)
            if not callable(getattr(type(model), name, None)):
                raise self._view_error(_(
                    "%(action_name)s is not a valid action on %(model_name)s",
                    action_name=name, model_name=model._name), root)
        for attribute in MODIFIERS:
            for name in _names_of(node.get(attribute)) - KNOWN:
                if name not in model._fields:
                    raise self._view_error(_(
                        'Field "%(field_name)s" does not exist in model "%(model_name)s"',
                        field_name=name, model_name=model._name), root)
        if field is not None and field.comodel_name in self.env:
            self._check_domain(node, self.env[field.comodel_name], root)

    def _check_domain(self, node, comodel, root):
        if not _is_of_an_author(comodel):
            return
        for name in _left_sides(node.get("domain")):
            if name not in comodel._fields:
                raise self._view_error(_(
                    'Unknown field "%(field)s" in domain of <field name="%(name)s">',
                    field=f"{comodel._name}.{name}", name=node.get("name")), root)


def _is_of_an_author(model):
    """Tell whether a model comes from an addon that is neither ours nor Odoo's."""
    name = model._original_module
    return bool(name) and not modules.is_builtin(name) and bool(
        modules.get_module_path(name, display_warning=False))


def _left_sides(domain):
    """Return the fields that the conditions of a domain's text are about."""
    try:
        tree = ast.parse((domain or "").strip() or "[]", mode="eval").body
    except SyntaxError as error:
        raise ValidationError(_("Invalid domain: %s", domain)) from error
    items = tree.elts if isinstance(tree, ast.List) else ()
    return [
        item.elts[0].value.split(".")[0] for item in items
        if isinstance(item, (ast.Tuple, ast.List)) and len(item.elts) == 3
        and isinstance(item.elts[0], ast.Constant) and isinstance(item.elts[0].value, str)
    ]
