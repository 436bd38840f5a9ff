"""Views as clients get them: without what the user may not see, with rights noted."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from lxml import etree
from odoo import api, models

# Attributes of nodes that hold expressions over fields.
_EXPRESSIONS = ("invisible", "readonly", "required", "column_invisible")
_ROOTS = (
    "form", "list", "kanban", "search", "graph", "pivot", "calendar", "activity", "hierarchy",
)
_DEBUG_GROUP = "base.group_no_one"
_PARENT_NAME = re.compile(r"\bparent\.(\w+)")


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    # ---- for clients
    @api.model
    def _render_template(self, template, values=None):
        """Return the text that a template (id, external id) gives with values."""
        return self.env["ir.qweb"]._render(template, values)

    @api.model
    def postprocess_and_fields(self, node, model=None, **options):
        """Return the arch of a tree for a client, and the fields it shows by model."""
        model_name = model or self.model
        if node.tag not in _ROOTS:
            # a part of a view: it is looked at like what stands in one
            part = etree.Element("t")
            part.append(node)
            self._add_used_fields(node, self.env[model_name])
            arch, shown = self._postprocess(part, self.env[model_name], **options)
            arch = "".join(etree.tostring(child, encoding="unicode") for child in part)
        else:
            arch, shown = self._postprocess(node, self.env[model_name], **options)
        return arch, {name: tuple(names) for name, names in shown.items()}

    def _postprocess(self, tree, model, **options):
        """Return the arch for a client, and the fields it shows by model."""
        shown = defaultdict(set)
        if tree.tag == "search":
            shown[model._name].update(model._fields)
        if tree.tag in ("form", "list"):
            self._add_used_fields(tree, model)
        self._collect(tree, model, shown)
        self._postprocess_debug(tree)
        if tree.tag in ("kanban", "list", "form"):
            for names in shown.values():
                names.update(("id", "write_date"))
            for name in ("create", "write", "unlink"):
                attribute = {"create": "create", "write": "edit", "unlink": "delete"}[
                    name
                ]
                if not tree.get(attribute) and not model.has_access(name):
                    tree.set(attribute, "False")
        return etree.tostring(tree, encoding="unicode").replace("\t", ""), shown

    def _collect(self, node, model, shown):
        shown[model._name]
        for child in list(node):
            if not isinstance(child.tag, str):
                continue
            groups = child.attrib.pop("groups", None)
            if groups and not self._may_see(child, groups):
                node.remove(child)
                continue
            for attribute in _EXPRESSIONS:
                shown[model._name].update(
                    _names_of(child.get(attribute)) & set(model._fields)
                )
            field = (
                model._fields.get(child.get("name")) if child.tag == "field" else None
            )
            if field is None:
                self._collect(child, model, shown)
                continue
            if field.groups and not self.env.user.has_groups(field.groups):
                node.remove(child)
                continue
            shown[model._name].add(field.name)
            comodel = self.env.get(field.comodel_name) if field.relational else None
            if comodel is None:
                continue
            if field.type in ("many2one", "many2many"):
                child.set("can_create", str(comodel.has_access("create")))
                child.set("can_write", str(comodel.has_access("write")))
            if self._lacks_subview(child, field):
                self._add_subview(child, comodel, shown)
                continue
            for subview in child:
                if isinstance(subview.tag, str):
                    self._collect(subview, comodel, shown)
                    shown[comodel._name].update(("id", "write_date"))

    def _lacks_subview(self, node, field):
        """Tell whether lines are shown in a form without saying how."""
        if field.type not in ("one2many", "many2many") or len(node):
            return False
        if node.get("widget") or node.get("invisible") in ("1", "True"):
            return False
        return next(node.iterancestors("field"), None) is None and (
            next(node.iterancestors("form"), None) is not None
        )

    def _add_subview(self, node, comodel, shown):
        """Show lines by the first list view of their model."""
        tree, _view = comodel._get_view(
            self.env.context.get(f"{comodel._table}_list_view_ref"), "list"
        )
        shown[comodel._name].update(("id", "write_date"))
        for child in tree.iter("field"):
            if child.get("name") in comodel._fields:
                shown[comodel._name].add(child.get("name"))
        tree.tail = None
        node.append(tree)

    def _add_used_fields(self, root, model):
        """Add, unseen, the fields that expressions use and the view does not show.

        Returns the names that views inside use of the view around them.
        """
        used, outside, present = {}, {}, set()
        todo = [root]
        while todo:
            node = todo.pop(0)
            for attribute in _EXPRESSIONS:
                names, parents = _names_of(node.get(attribute)), ()
                if "parent" in names:
                    parents = _PARENT_NAME.findall(node.get(attribute))
                if node is not root or root.tag not in _ROOTS:
                    used.update(dict.fromkeys(sorted(names)))
                outside.update(dict.fromkeys(parents))
            field = model._fields.get(node.get("name")) if node.tag == "field" else None
            if field is None:
                todo.extend(child for child in node if isinstance(child.tag, str))
                continue
            present.add(field.name)
            comodel = self.env.get(field.comodel_name) if field.relational else None
            for subview in node if comodel is not None else ():
                if subview.tag in ("form", "list"):
                    used.update(self._add_used_fields(subview, comodel))
        hidden = "column_invisible" if root.tag == "list" else "invisible"
        for name in used:
            if name in model._fields and name not in present and name != "id":
                attributes = {"name": name, hidden: "True", "readonly": "True"}
                root.append(etree.Element("field", attributes))
        return outside

    def _may_see(self, node, groups):
        """Tell whether a node stays; those of the debug mode stay marked."""
        user = self.env.user
        names = [name.strip() for name in groups.split(",")]
        rest = [name for name in names if name.removeprefix("!") != _DEBUG_GROUP]
        if len(rest) == len(names):
            return user.has_groups(groups)
        if any(user.has_group(name[1:]) for name in rest if name.startswith("!")):
            return False
        wanted = [name for name in rest if not name.startswith("!")]
        has_one = any(user.has_group(name) for name in wanted)
        if _DEBUG_GROUP not in names:
            if wanted and not has_one:
                return False
            node.set("__debug__", "False")
        elif not has_one:
            node.set("__debug__", "True")
        return True

    def _postprocess_debug(self, tree):
        """Hide the nodes that are for the debug mode only, or show them in it.

        Odoo: they stay, invisible, where other groups take nodes away.
        """
        marked = tree.xpath("//*[@__debug__]")
        if not marked:
            return
        debug = str(bool(self.env.user.has_group(_DEBUG_GROUP)))
        for node in marked:
            if node.attrib.pop("__debug__") == debug:
                continue
            parent = node.getparent()
            in_list = parent is not None and parent.tag == "list"
            node.set("column_invisible" if in_list else "invisible", "True")


def _names_of(expression):
    """Return the names that an expression uses."""
    try:
        tree = ast.parse((expression or "").strip() or "None", mode="eval")
    except SyntaxError:
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
