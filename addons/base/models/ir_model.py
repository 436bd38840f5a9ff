"""The models of the database: reflected from the registry, or made by users."""

from __future__ import annotations

import re

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..reflection import (
    is_of_module,
    model_xmlid,
    modules_of,
    read_rows,
    set_up_registry,
    write_rows,
)

MODULE_UNINSTALL_FLAG = "_force_unlink"
_RE_NAME = re.compile(r"^[a-z0-9_.]+$")
_RE_ORDER = re.compile(
    r"^\s*[a-z0-9_:.\"]+(\s+(desc|asc))?(\s+nulls\s+(first|last))?\s*$", re.IGNORECASE
)


class IrModel(models.Model):
    _name = "ir.model"
    _description = "Models"
    _order = "model"
    _rec_names_search = ["name", "model"]
    _allow_sudo_commands = False

    abstract = fields.Boolean(string="Abstract Model")
    access_ids = fields.One2many("ir.model.access", "model_id")
    count = fields.Integer(string="Count (Incl. Archived)", compute="_compute_count")
    field_id = fields.One2many(
        "ir.model.fields",
        "model_id",
        string="Fields",
        required=True,
        copy=True,
        default=lambda self: self._default_field_id(),
    )
    fold_name = fields.Char(string="Fold Field")
    info = fields.Text(string="Information")
    inherited_model_ids = fields.Many2many(
        "ir.model",
        string="Inherited models",
        compute="_compute_inherited_model_ids",
    )
    model = fields.Char(required=True, default="x_")
    modules = fields.Char(string="In Apps", compute="_compute_modules")
    name = fields.Char(string="Model Description", required=True, translate=True)
    order = fields.Char(required=True, default="id")
    rule_ids = fields.One2many("ir.rule", "model_id", string="Record Rules")
    state = fields.Selection(
        [
            ("manual", "Custom Object"),
            ("base", "Base Object"),
        ],
        string="Type",
        readonly=True,
        copy=False,
        default="manual",
    )
    transient = fields.Boolean(string="Transient Model")
    view_ids = fields.One2many(
        "ir.ui.view",
        string="Views",
        compute="_compute_view_ids",
    )

    _obj_name_uniq = models.Constraint(
        "UNIQUE (model)", "Each model must have a unique name."
    )

    def _default_field_id(self):
        if self.env.context.get("install_mode"):
            return []
        return [
            (
                0,
                0,
                {
                    "name": "x_name",
                    "field_description": "Name",
                    "ttype": "char",
                    "copied": True,
                },
            )
        ]

    @api.depends()
    def _compute_inherited_model_ids(self):
        self.inherited_model_ids = False
        for model in self:
            if model.model in self.env:
                parents = list(self.env[model.model]._inherits)
                model.inherited_model_ids = self.search([("model", "in", parents)])

    @api.depends()
    def _compute_modules(self):
        found = modules_of(self)
        for model in self:
            model.modules = found.get(model.id, "")

    @api.depends()
    def _compute_view_ids(self):
        for model in self:
            model.view_ids = self.env["ir.ui.view"].search(
                [("model", "=", model.model)]
            )

    @api.depends()
    def _compute_count(self):
        self.count = 0
        for model in self:
            records = self.env.get(model.model) if model.model in self.env else None
            if records is None or records._abstract or not records._auto:
                continue
            rows = self.env.execute_query(
                SQL("SELECT COUNT(*) FROM %s", SQL.identifier(records._table))
            )
            model.count = rows[0][0]

    @api.constrains("model")
    def _check_model_name(self):
        for model in self:
            if model.state == "manual":
                self._check_manual_name(model.model)
            if not _RE_NAME.match(model.model):
                raise ValidationError(
                    _(
                        "The model name can only contain lowercase characters, digits, "
                        "underscores and dots."
                    )
                )

    @api.constrains("order", "field_id")
    def _check_order(self):
        for model in self:
            for part in model.order.split(","):
                if not _RE_ORDER.match(part):
                    raise ValidationError(
                        _(
                            "Unable to order by %s: fields used for ordering must be "
                            "present on the model and stored.",
                            part,
                        )
                    )

    @api.constrains("fold_name")
    def _check_fold_name(self):
        for model in self:
            names = model.field_id.mapped("name")
            if model.fold_name and model.fold_name not in names:
                raise ValidationError(
                    _("The value of 'Fold Field' should be a field name of the model.")
                )

    def _check_manual_name(self, name):
        if not name.startswith("x_"):
            raise ValidationError(_("The model name must start with 'x_'."))

    # ---- look-ups
    def _get(self, name):
        """Return the (sudoed) record of the named model, or no record."""
        model_id = self._get_id(name) if name else False
        return self.sudo().browse(model_id)

    @tools.ormcache("name", cache="stable")
    def _get_id(self, name):
        rows = self.env.execute_query(
            SQL("SELECT id FROM ir_model WHERE model = %s", name)
        )
        return rows[0][0] if rows else False

    # ---- changes by users
    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        names = [r.model for r in records if r.state == "manual"]
        if names and not self.env.context.get("import_file_no_registry"):
            set_up_registry(self.env, names)
        self.env.registry.clear_cache("stable")
        return records

    @api.model
    def name_create(self, name):
        """Make a model whose technical name comes from its label."""
        model = self.create(
            {
                "name": name,
                "model": "x_"
                + "_".join(re.sub(r"[^\w ]", "", name).lower().split(" ")),
            }
        )
        return model.id, model.display_name

    def write(self, vals):
        for name in ("model", "state", "abstract", "transient"):
            if name in vals and any(model[name] != vals[name] for model in self):
                raise UserError(_("Field %s cannot be modified on models.", name))
        if "field_id" in vals:
            # a web client sends links to the lines that are there already
            lines = [line for line in vals["field_id"] or [] if line[0] != 4]
            vals = {**vals, "field_id": lines}
        result = super().write(vals)
        if "order" in vals or "fold_name" in vals:
            set_up_registry(self.env)
        self.env.registry.clear_cache("stable")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_manual(self):
        for model in self:
            if model.state != "manual":
                raise UserError(
                    _(
                        "Model “%s” contains module data and cannot be removed.",
                        model.name,
                    )
                )

    def unlink(self):
        names = self.mapped("model")
        tables = [
            self.env[name]._table
            for name in names
            if name in self.env
            and self.env[name]._auto
            and not self.env[name]._abstract
        ]
        self._drop_relations_to(names)
        result = super().unlink()
        self.env.flush_all()
        for table in tables:
            self.env.cr.schema.drop_table(table)
        for name in names:
            self.env.registry.models.pop(name, None)
        set_up_registry(self.env)
        return result

    def _drop_relations_to(self, names):
        """Take away the manual fields of other models that point here."""
        manual = (
            self.env["ir.model.fields"]
            .sudo()
            .search(
                [
                    ("state", "=", "manual"),
                    ("relation", "in", names),
                    ("model", "not in", names),
                ]
            )
        )
        manual.with_context(_force_unlink=True).unlink()
        self.sudo().mapped("access_ids").unlink()
        self.sudo().mapped("rule_ids").unlink()
        self.field_id.with_context(_force_unlink=True, model_unlink=True).unlink()

    # ---- reflection
    def _reflect_model_params(self, model):
        """Return the row of ir.model that describes a model class."""
        return {
            "model": model._name,
            "name": model._description,
            "order": model._order,
            "state": "manual" if getattr(model, "_custom", False) else "base",
            "abstract": model._abstract,
            "transient": model._transient,
            "fold_name": getattr(model, "_fold_name", None) or "fold",
        }

    def _reflect_models(self, model_names):
        """Note the given models in the table, with external ids."""
        cr = self.env.cr
        expected = [self._reflect_model_params(self.env[name]) for name in model_names]
        known = read_rows(
            cr,
            "ir_model",
            ["id", *(expected[0] if expected else ())],
            "model",
            model_names,
        )
        known = {row["model"]: row for row in known}
        write_rows(
            self.env,
            "ir_model",
            expected,
            lambda row: known.get(row["model"]),
            translated=("name",),
        )
        self.env.registry.clear_cache("stable")
        self.invalidate_model()
        module = self.env.context.get("module")
        if module:
            cr.execute("SELECT model, id FROM ir_model")
            ids = dict(cr.fetchall())
            self.env["ir.model.data"]._update_xmlid_rows(
                [
                    (module, model_xmlid(name), "ir.model", ids[name], False)
                    for name in model_names
                    if is_of_module(self.env[name], module)
                ]
            )
