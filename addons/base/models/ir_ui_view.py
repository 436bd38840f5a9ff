"""Views: their architecture, what extends them, what is wrong with them."""

from __future__ import annotations

import contextlib

from lxml import etree
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..view_inheritance import apply_specs, locate_node
from ..view_standins import is_generated, is_opaque, is_standin, make_opaque, note_skipped


class IrUiView(models.Model):
    _name = "ir.ui.view"
    _description = "View"
    _order = "priority,name,id"
    _allow_sudo_commands = False

    active = fields.Boolean(default=True)
    arch = fields.Text(
        string="View Architecture",
        compute="_compute_arch",
        inverse="_inverse_arch",
    )
    arch_base = fields.Text(
        string="Base View Architecture",
        compute="_compute_arch_base",
        inverse="_inverse_arch_base",
    )
    arch_db = fields.Text(string="Arch Blob", translate=True)
    arch_fs = fields.Char(string="Arch Filename")
    arch_prev = fields.Text(string="Previous View Architecture")
    arch_updated = fields.Boolean(string="Modified Architecture")
    group_ids = fields.Many2many(
        "res.groups",
        string="Groups",
        relation="ir_ui_view_group_rel",
        column1="view_id",
        column2="group_id",
    )
    inherit_children_ids = fields.One2many(
        "ir.ui.view",
        "inherit_id",
        string="Views which inherit from this one",
    )
    inherit_id = fields.Many2one(
        "ir.ui.view",
        string="Inherited View",
        index=True,
        ondelete="restrict",
    )
    invalid_locators = fields.Json(compute="_compute_invalid_locators")
    key = fields.Char(index="btree_not_null")
    mode = fields.Selection(
        [
            ("primary", "Base view"),
            ("extension", "Extension View"),
        ],
        string="View inheritance mode",
        required=True,
        default="primary",
    )
    model = fields.Char(index=True)
    model_data_id = fields.Many2one(
        "ir.model.data",
        compute="_compute_model_data_id",
        search="_search_model_data_id",
    )
    model_id = fields.Many2one(
        "ir.model",
        string="Model of the view",
        compute="_compute_model_id",
        inverse="_inverse_model_id",
    )
    name = fields.Char(string="View Name", required=True)
    priority = fields.Integer(string="Sequence", required=True, default=16)
    warning_info = fields.Html(
        string="Warning information",
        compute="_compute_warning_info",
    )
    xml_id = fields.Char(string="External ID", compute="_compute_xml_id")
    type = fields.Selection(
        [
            ("list", "List"),
            ("form", "Form"),
            ("graph", "Graph"),
            ("pivot", "Pivot"),
            ("calendar", "Calendar"),
            ("kanban", "Kanban"),
            ("search", "Search"),
            ("qweb", "QWeb"),
        ],
        string="View Type",
    )

    _inheritance_mode = models.Constraint(
        "CHECK (mode != 'extension' OR inherit_id IS NOT NULL)",
        "Invalid inheritance mode: if the mode is 'extension', the view must extend "
        "an other view",
    )
    _qweb_required_key = models.Constraint(
        "CHECK (type != 'qweb' OR key IS NOT NULL)",
        "Invalid key: QWeb view should have a key",
    )
    _model_type_idx = models.Index("(model, inherit_id)")

    # ---- computed
    @api.depends("arch_db")
    @api.depends_context("lang")
    def _compute_arch(self):
        for view in self:
            view.arch = view.arch_db

    def _inverse_arch(self):
        for view in self:
            values = {"arch_db": view.arch, "arch_prev": view.arch_db}
            path = self.env.context.get("install_filename")
            if path:
                values["arch_fs"] = self._get_relative_path(path)
                values["arch_updated"] = False
            else:
                values["arch_updated"] = True
            view.write(values)

    @api.depends("arch")
    def _compute_arch_base(self):
        for view, plain in zip(self, self.with_context(lang=None), strict=True):
            view.arch_base = plain.arch

    def _inverse_arch_base(self):
        for view, plain in zip(self, self.with_context(lang=None), strict=True):
            plain.arch = view.arch_base

    @api.depends()
    def _compute_model_data_id(self):
        found = self._data_rows()
        for view in self:
            view.model_data_id = found.get(view.id, (False,))[0]

    def _search_model_data_id(self, operator, value):
        name = "name" if isinstance(value, str) else "id"
        data = (
            self.env["ir.model.data"]
            .sudo()
            .search(
                [
                    (name, operator, value),
                    ("model", "=", self._name),
                ]
            )
        )
        return [("id", "in", data.mapped("res_id"))]

    @api.depends()
    def _compute_xml_id(self):
        found = self._data_rows()
        for view in self:
            view.xml_id = found.get(view.id, (False, ""))[1]

    def _data_rows(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT res_id, id, module, name FROM ir_model_data "
                "WHERE model = %s AND res_id IN %s ORDER BY id DESC",
                self._name,
                tuple(self.ids) or (0,),
            )
        )
        return {row[0]: (row[1], f"{row[2]}.{row[3]}") for row in rows}

    @api.depends("model")
    def _compute_model_id(self):
        for view in self:
            view.model_id = self.env["ir.model"]._get(view.model).id

    def _inverse_model_id(self):
        for view in self:
            view.model = view.model_id.model

    @api.depends("arch", "inherit_id")
    def _compute_invalid_locators(self):
        self.invalid_locators = False

    @api.depends("arch_db")
    def _compute_warning_info(self):
        self.warning_info = False

    # ---- checks
    @api.constrains("arch_db")
    def _check_xml(self):
        for view in self:
            if not view.arch_db:
                raise ValidationError(_("View architecture is missing."))
            if view.type == "qweb" or not view.active:
                continue
            if is_generated(view):
                continue
            if is_opaque(view._get_root()):
                etree.fromstring(view.arch)
                continue
            try:
                tree = view._get_combined_tree(strict=True)
            except (etree.ParseError, ValueError) as error:
                if not view.type:
                    # Odoo complains about the root: without a type it is never right
                    parser = etree.XMLParser(recover=True)
                    view._check_tree(etree.fromstring(view.arch_db, parser))
                root = etree.Element(view.type or "data")
                raise view._view_error(str(error), root) from error
            view._check_tree(tree)

    def _check_tree(self, tree):
        """Raise ValidationError for a wrong root or unknown fields."""
        if tree.tag != self.type:
            empty = etree.Element(tree.tag)
            raise self._view_error(
                _(
                    "The root node of a %(type)s view should be "
                    "a <%(type)s>, not a <%(tag)s>",
                    type=self.type,
                    tag=tree.tag,
                ),
                empty,
            )
        if self.model not in self.env:
            raise self._view_error(
                _("Model not found: %(model)s", model=self.model), tree
            )
        self._check_fields(tree, self.env[self.model], tree)

    def _check_fields(self, node, model, root):
        for child in node:
            if child.tag != "field":
                self._check_fields(child, model, root)
                continue
            field = model._fields.get(child.get("name"))
            if field is None:
                raise self._view_error(
                    _(
                        'Field "%(field_name)s" does not exist in '
                        'model "%(model_name)s"',
                        field_name=child.get("name"),
                        model_name=model._name,
                    ),
                    root,
                )
            if field.comodel_name in self.env:
                self._check_fields(child, self.env[field.comodel_name], root)

    def _view_error(self, message, tree):
        root = etree.fromstring(etree.tostring(tree))
        if not root.get("__validate__"):
            root.set("__validate__", "1")
        near = "\n".join(etree.tostring(root, encoding="unicode").splitlines()[:5])
        error = ValidationError(
            _(
                "Error while validating view near:\n\n%(near)s\n%(error)s",
                near=near,
                error=message,
            )
        )
        # what the loader of data files tells beside it
        error.context = {
            "file": self.env.context.get("install_filename"),
            "line": root.sourceline or 1,
            "name": self.name,
            "view": self,
            "view.model": self.model,
            "view.parent": self.inherit_id,
            "xmlid": self.env.context.get("install_xmlid") or self.xml_id,
        }
        return error

    @api.constrains("inherit_id")
    def _check_000_inheritance(self):
        if self._has_cycle("inherit_id"):
            raise ValidationError(_("You cannot create recursive inherited views."))

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        prepared = [self._complete_values(dict(vals)) for vals in vals_list]
        self.env.registry.clear_cache("templates")
        return super().create(prepared)

    def _complete_values(self, values):
        """Add what the architecture and the parent view imply."""
        arch = values.get("arch_db") or values.get("arch") or values.get("arch_base")
        parent = self.browse(values.get("inherit_id") or ())
        if "arch_db" in values and not values["arch_db"]:
            del values["arch_db"]
        if not values.get("type"):
            values["type"] = False
            if parent:
                values["type"] = parent.type
            else:
                with contextlib.suppress(etree.LxmlError, ValueError):
                    root = etree.fromstring(arch or "<form/>")
                    values["type"] = "qweb" if root.tag == "t" else root.tag
        if not values.get("name"):
            values["name"] = f"{values.get('model')} {values['type']}"
        if "mode" not in values:
            values["mode"] = "extension" if parent else "primary"
        if parent and not values.get("model"):
            values["model"] = parent.model
        if not arch:
            raise ValidationError(_("Missing view architecture."))
        path = self.env.context.get("install_filename")
        if path and "arch_fs" not in values:
            values["arch_fs"] = self._get_relative_path(path)
        arch_name = next(n for n in ("arch_db", "arch", "arch_base") if values.get(n))
        values["arch_db"] = _canonical(values.pop(arch_name))
        values.pop("arch", None)
        values.pop("arch_base", None)
        return values

    def _get_relative_path(self, path):
        """Return the path of a data file from the folder of its module on."""
        module = self.env.context.get("install_module")
        _before, found, after = path.rpartition(f"/{module}/")
        return f"{module}/{after}" if found else path

    def write(self, vals):
        if vals.get("inherit_id") and "mode" not in vals:
            vals = {**vals, "mode": "extension"}
        if vals.get("arch_db"):
            vals = {**vals, "arch_db": _canonical(vals["arch_db"])}
            if (self.env.lang or "en_US") == "en_US":
                self._forget_translations()
        self.env.registry.clear_cache("templates")
        return super().write(vals)

    def _forget_translations(self):
        """Drop the architectures of other languages: their terms come from PO files."""
        cr = self.env.cr
        others = self.env.registry.active_langs(cr) - {"en_US"}
        if not others:
            return
        self.env.flush_all()
        column = SQL.identifier("arch_db")
        for lang in sorted(others):
            cr.execute(
                SQL(
                    "UPDATE ir_ui_view SET arch_db = %s "
                    "WHERE id IN %s AND arch_db IS NOT NULL",
                    cr.dialect.json_without(column, lang),
                    tuple(self.ids) or (0,),
                )
            )
        self.invalidate_recordset(["arch_db"], flush=False)

    def unlink(self):
        self.env.registry.clear_cache("templates")
        return super().unlink()

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        for view, vals in zip(self, vals_list, strict=True):
            if view.key and "key" not in default:
                vals["key"] = f"{view.key}_copy"
            vals.setdefault("arch_db", view.arch_db)
        return vals_list

    def reset_arch(self, mode="soft"):
        """Go back to the architecture before the last change."""
        for view in self:
            if mode == "soft" and view.arch_prev:
                view.arch_db = view.arch_prev

    # ---- inheritance
    @api.model
    def default_view(self, model, view_type):
        """Return the id of the first view of a type for a model; False without one."""
        return self.search(
            [
                ("model", "=", model),
                ("type", "=", view_type),
                ("mode", "=", "primary"),
            ],
            limit=1,
        ).id

    def get_combined_arch(self):
        """Return the architecture with all that extends it, as text."""
        return etree.tostring(self._get_combined_tree(), encoding="unicode")

    def _get_combined_tree(self, strict=False):
        """Return the architecture with all that extends it.

        Our stand-ins for Odoo's own views do not hold every node: what is not found in
        one is skipped, but for a view that is being changed over RPC (`strict`).
        """
        self.ensure_one()
        lineage = [self]
        while lineage[-1].inherit_id:
            lineage.append(lineage[-1].inherit_id)
        root = lineage[-1]
        standin, opaque = is_standin(root), is_opaque(root)
        strict = strict and not self.env.context.get("install_mode")

        def apply(tree, view):
            if opaque:
                return tree
            skip = None
            if standin and not (strict and view == self):
                own = is_standin(view)
                skip = lambda spec: None if own else note_skipped(view, spec)  # noqa: E731
            return apply_specs(tree, etree.fromstring(view.arch), skip)

        tree = None
        for view in reversed(lineage):
            if tree is None:
                tree = etree.fromstring(view.arch)
            elif view.mode == "primary":
                tree = apply(tree, view)
            else:
                continue
            tree = self._apply_extensions(tree, view, apply)
        return tree

    def _get_root(self):
        """Return the view that all this one extends, directly or not."""
        view = self
        while view.inherit_id:
            view = view.inherit_id
        return view

    def _apply_extensions(self, tree, view, apply):
        children = self.sudo().search(
            Domain("inherit_id", "=", view.id) & Domain("mode", "=", "extension")
        )
        if not self.env.registry.ready:
            children -= self._list_not_yet_loaded(children)
        if self.mode == "extension" and self.inherit_id == view:
            children |= self
        for child in children.sorted(lambda v: (v.priority, v.id)):
            groups = child.group_ids
            if groups and not groups & self.env.user.all_group_ids:
                continue
            tree = apply(tree, child)
            tree = self._apply_extensions(tree, child, apply)
        return tree

    def _list_not_yet_loaded(self, views):
        """Return the views of modules that an upgrade has still to come to."""
        known = self.env.registry.loaded_modules
        installed = self.env["ir.module.module"]._installed()
        found = self.env["ir.model.data"].sudo().search_fetch(
            [("model", "=", self._name), ("res_id", "in", views.ids)],
            ["module", "res_id"],
        )
        return self.browse([
            data.res_id for data in found
            if data.module not in known and data.module in installed
        ])

    @api.model
    def _make_opaque(self, xml_id):
        """Return a stand-in for a view of Odoo that we know by name only, or none."""
        return make_opaque(self.env, xml_id)

    @api.model
    def apply_inheritance_specs(self, source, specs_tree, pre_locate=None):
        """Return the source changed by the specifications."""
        try:
            return apply_specs(source, specs_tree)
        except ValueError as error:
            raise self._view_error(str(error), specs_tree) from error

    def locate_node(self, arch, spec):
        """Return the node that a specification is about."""
        return locate_node(arch, spec)


def _canonical(arch):
    """Write an architecture as it is kept: one element, no declaration around it."""
    try:
        parser = etree.XMLParser(resolve_entities=False)
        root = etree.fromstring(
            arch.encode() if isinstance(arch, str) else arch, parser
        )
    except (etree.LxmlError, ValueError):
        return arch
    return etree.tostring(root, encoding="unicode", with_tail=False)
