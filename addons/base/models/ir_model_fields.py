"""The fields of models: reflected from the registry, or made by users."""

from __future__ import annotations

import json

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..reflection import modules_of


def _ttypes(self=None):
    """Return the types of fields as a selection."""
    return [(ttype, ttype) for ttype in sorted(fields.Field._by_type)]


class IrModelFields(models.Model):
    _name = "ir.model.fields"
    _description = "Fields"
    _order = "name, id"
    _rec_name = "field_description"
    _allow_sudo_commands = False

    column1 = fields.Char(string="Column 1")
    column2 = fields.Char(string="Column 2")
    company_dependent = fields.Boolean(readonly=True)
    compute = fields.Text()
    copied = fields.Boolean(compute="_compute_copied", store=True, readonly=False)
    currency_field = fields.Char(string="Currency field")
    depends = fields.Char(string="Dependencies")
    domain = fields.Char(default="[]")
    field_description = fields.Char(
        string="Field Label",
        required=True,
        translate=True,
        default="",
    )
    group_expand = fields.Boolean(string="Expand Groups")
    groups = fields.Many2many(
        "res.groups",
        relation="ir_model_fields_group_rel",
        column1="field_id",
        column2="group_id",
    )
    help = fields.Text(string="Field Help", translate=True)
    index = fields.Boolean(string="Indexed")
    model = fields.Char(string="Model Name", required=True, index=True)
    model_id = fields.Many2one(
        "ir.model",
        required=True,
        index=True,
        ondelete="cascade",
    )
    modules = fields.Char(string="In Apps", compute="_compute_modules")
    name = fields.Char(string="Field Name", required=True, index=True, default="x_")
    on_delete = fields.Selection(
        [
            ("cascade", "Cascade"),
            ("set null", "Set NULL"),
            ("restrict", "Restrict"),
        ],
        default="set null",
    )
    readonly = fields.Boolean()
    related = fields.Char(string="Related Field Definition")
    related_field_id = fields.Many2one(
        "ir.model.fields",
        compute="_compute_related_field_id",
        store=True,
        ondelete="cascade",
    )
    relation = fields.Char(string="Related Model")
    relation_field = fields.Char()
    relation_field_id = fields.Many2one(
        "ir.model.fields",
        string="Relation field",
        compute="_compute_relation_field_id",
        store=True,
        ondelete="cascade",
    )
    relation_table = fields.Char()
    required = fields.Boolean()
    sanitize = fields.Boolean(string="Sanitize HTML", default=True)
    sanitize_attributes = fields.Boolean(
        string="Sanitize HTML Attributes",
        default=True,
    )
    sanitize_form = fields.Boolean(string="Sanitize HTML Form", default=True)
    sanitize_overridable = fields.Boolean(
        string="Sanitize HTML overridable",
        default=False,
    )
    sanitize_style = fields.Boolean(string="Sanitize HTML Style", default=False)
    sanitize_tags = fields.Boolean(string="Sanitize HTML Tags", default=True)
    selectable = fields.Boolean(default=True)
    selection = fields.Char(
        string="Selection Options (Deprecated)",
        compute="_compute_selection",
        inverse="_inverse_selection",
    )
    selection_ids = fields.One2many(
        "ir.model.fields.selection",
        "field_id",
        string="Selection Options",
        copy=True,
    )
    size = fields.Integer()
    state = fields.Selection(
        [
            ("manual", "Custom Field"),
            ("base", "Base Field"),
        ],
        string="Type",
        readonly=True,
        required=True,
        index=True,
        copy=False,
        default="manual",
    )
    store = fields.Boolean(string="Stored", default=True)
    strip_classes = fields.Boolean(string="Strip Class Attribute", default=False)
    strip_style = fields.Boolean(string="Strip Style Attribute", default=False)
    translate = fields.Selection(
        [
            ("standard", "Translate as a whole"),
            ("html_translate", "Translate HTML terms"),
            ("xml_translate", "Translate XML terms"),
        ],
        string="Translatable",
    )
    ttype = fields.Selection(string="Field Type", selection=_ttypes, required=True)

    _name_unique = models.Constraint(
        "UNIQUE (model, name)", "Field names must be unique per model."
    )
    _size_gt_zero = models.Constraint(
        "CHECK (size >= 0)", "Size of the field cannot be negative."
    )
    _name_manual_field = models.Constraint(
        "CHECK (state != 'manual' OR substr(name, 1, 2) = 'x_')",
        "Custom fields must have a name that starts with 'x_'!",
    )

    # ---- computed
    @api.depends("field_description", "model")
    def _compute_display_name(self):
        for field in self:
            model = self.env["ir.model"]._get(field.model)
            field.display_name = f"{field.field_description} ({model.name})"

    @api.depends("relation", "relation_field")
    def _compute_relation_field_id(self):
        for field in self:
            found = False
            if field.state == "manual" and field.relation_field:
                found = self._get_ids(field.relation).get(field.relation_field, False)
            field.relation_field_id = found

    @api.depends("related")
    def _compute_related_field_id(self):
        for field in self:
            found = False
            if field.state == "manual" and field.related:
                found = field._related_field_id()
            field.related_field_id = found

    def _related_field_id(self):
        model_name, found = self.model, False
        for name in self.related.split("."):
            if model_name not in self.env:
                return False
            target = self.env[model_name]._fields.get(name)
            if target is None:
                return False
            found = self._get_ids(model_name).get(name, False)
            model_name = target.comodel_name
        return found

    @api.depends("selection_ids")
    def _compute_selection(self):
        for field in self:
            if field.ttype in ("selection", "reference"):
                field.selection = str(
                    field.selection_ids.sorted("sequence").mapped(
                        lambda option: (option.value, option.name)
                    )
                )
            else:
                field.selection = False

    def _inverse_selection(self):
        from odoo.tools.safe_eval import safe_eval

        for field in self:
            pairs = safe_eval(field.selection or "[]")
            self.env["ir.model.fields.selection"]._set_pairs(field, pairs)

    @api.depends("ttype", "related", "compute")
    def _compute_copied(self):
        for field in self:
            field.copied = (
                field.ttype != "one2many" and not field.related and not field.compute
            )

    @api.depends()
    def _compute_modules(self):
        found = modules_of(self)
        for field in self:
            field.modules = found.get(field.id, "")

    # ---- checks
    @api.constrains("domain")
    def _check_domain(self):
        from odoo.tools.safe_eval import safe_eval

        for field in self:
            safe_eval(field.domain or "[]")

    @api.constrains("name")
    def _check_name(self):
        for field in self:
            if not field.name.isidentifier() or field.name.lower() != field.name:
                raise ValidationError(
                    _(
                        "Field names can only contain characters, digits "
                        "and underscores "
                        "(up to 63)."
                    )
                )

    @api.constrains("related")
    def _check_related(self):
        for field in self:
            if field.state != "manual" or not field.related:
                continue
            target = field._related_field()
            if target.type != field.ttype:
                raise ValidationError(
                    _(
                        "Related field “%(field)s” does not have type “%(type)s”",
                        field=field.related,
                        type=field.ttype,
                    )
                )
            if target.relational and target.comodel_name != field.relation:
                raise ValidationError(
                    _(
                        "Related field “%(field)s” does not have comodel “%(comodel)s”",
                        field=field.related,
                        comodel=field.relation,
                    )
                )

    def _related_field(self):
        names = self.related.split(".")
        model_name = self.model
        for index, name in enumerate(names):
            field = self.env[model_name]._fields.get(name)
            if field is None:
                raise UserError(
                    _(
                        "Unknown field name “%(field)s” in related field “%(related)s”",
                        field=name,
                        related=self.related,
                    )
                )
            if index < len(names) - 1 and not field.relational:
                raise UserError(
                    _(
                        "Non-relational field name “%(field)s” in related field "
                        "“%(related)s”",
                        field=name,
                        related=self.related,
                    )
                )
            model_name = field.comodel_name or model_name
        return field

    @api.constrains("relation_table")
    def _check_relation_table(self):
        for field in self:
            if field.relation_table and not field.relation_table.isidentifier():
                raise ValidationError(_("Invalid table name: %s", field.relation_table))

    # ---- look-ups
    def _get(self, model_name, name):
        """Return the (sudoed) record of a field, or no record."""
        field_id = model_name and name and self._get_ids(model_name).get(name)
        return self.sudo().browse(field_id)

    @tools.ormcache("model_name", cache="stable")
    def _get_ids(self, model_name):
        return dict(
            self.env.execute_query(
                SQL("SELECT name, id FROM ir_model_fields WHERE model = %s", model_name)
            )
        )

    def _translated_label(self, field, attribute):
        """Return the label or help of a field in the language of the context."""
        column = {"string": "field_description", "help": "help"}[attribute]
        texts = self._get_translations(field.model_name).get(field.name, {})
        return texts.get(column, {}).get(self.env.lang or "en_US")

    @tools.ormcache("model_name", cache="stable")
    def _get_translations(self, model_name):
        rows = self.env.execute_query(
            SQL(
                "SELECT name, field_description, help FROM ir_model_fields "
                "WHERE model = %s",
                model_name,
            )
        )
        return {
            name: {
                "field_description": json.loads(label or "{}"),
                "help": json.loads(help_ or "{}"),
            }
            for name, label, help_ in rows
        }

    @api.model
    def get_field_string(self, model_name):
        """Return the labels of the fields of a model by field name."""
        return {
            field.name: field.field_description
            for field in self.sudo().search([("model", "=", model_name)])
        }

    @api.model
    def get_field_help(self, model_name):
        """Return the helps of the fields of a model by field name."""
        return {
            field.name: field.help
            for field in self.sudo().search([("model", "=", model_name)])
        }

    @api.model
    def get_field_selection(self, model_name, field_name):
        """Return the options of a selection field."""
        return self.env["ir.model.fields.selection"]._get_selection(
            self._get_ids(model_name).get(field_name)
        )
