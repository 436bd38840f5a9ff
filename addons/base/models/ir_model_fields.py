"""The fields of models: reflected from the registry, or made by users."""

from __future__ import annotations

import json

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..reflection import (
    drop_column,
    field_xmlid,
    is_of_module,
    modules_of,
    read_rows,
    set_up_registry,
    write_rows,
)

# What may change on a field whose module made it.
_FREE = {"selectable", "groups"}


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

    # ---- changes by users
    @api.model_create_multi
    def create(self, vals_list):
        Model = self.env["ir.model"]
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("model_id"):
                vals["model"] = Model.sudo().browse(vals["model_id"]).model
            elif vals.get("model"):
                vals["model_id"] = Model._get_id(vals["model"])
            vals["ttype"] = vals.get("ttype") or False
            if vals["ttype"] and vals["ttype"] not in fields.Field._by_type:
                raise ValueError(
                    f"Wrong value for {self._name}.ttype: {vals['ttype']!r}"
                )
        self.env.registry.clear_cache("stable")
        records = super().create(vals_list)
        for record, vals in zip(records, vals_list, strict=True):
            record._check_manual_relation(vals)
        names = {record.model for record in records if record.state == "manual"}
        names &= set(self.env.registry.models)
        if names:
            set_up_registry(self.env, names)
        return records

    def _check_manual_relation(self, vals):
        if self.state != "manual" or not self.relation:
            return
        if not self.env["ir.model"]._get_id(self.relation):
            raise UserError(_("Model %s does not exist!", self.relation))
        if self.ttype == "one2many" and not self._relation_field_exists():
            raise UserError(
                _(
                    "Many2one %(field)s on model %(model)s does not exist!",
                    field=self.relation_field,
                    model=self.relation,
                )
            )

    def _relation_field_exists(self):
        return bool(
            self.search_count(
                [
                    ("model", "=", self.relation),
                    ("name", "=", self.relation_field),
                    ("ttype", "=", "many2one"),
                ]
            )
        )

    def write(self, vals):
        if not self:
            return True
        if "model_id" in vals and any(f.model_id.id != vals["model_id"] for f in self):
            raise UserError(_("Changing the model of a field is forbidden!"))
        if "ttype" in vals and "manual" in self.mapped("state"):
            if any(f.state == "manual" and f.ttype != vals["ttype"] for f in self):
                raise UserError(
                    _(
                        "Changing the type of a field is not yet supported. "
                        "Please drop it and create it again!"
                    )
                )
        if set(vals) - _FREE and any(field.state != "manual" for field in self):
            raise UserError(
                _(
                    "Properties of base fields cannot be altered in this manner! "
                    "Please modify them through Python code, "
                    "preferably through a custom addon!"
                )
            )
        if vals.get("name") and any(field.name != vals["name"] for field in self):
            self._rename(vals["name"])
        result = super().write(vals)
        self.env.registry.clear_cache("stable")
        names = set(self.mapped("model")) & set(self.env.registry.models)
        set_up_registry(self.env, names)
        return result

    def _rename(self, name):
        self.ensure_one()
        model = self.env.get(self.model) if self.model in self.env else None
        field = model is not None and model._fields.get(self.name)
        if field and field.store and field.column_type:
            self.env.flush_all()
            self.env.cr.schema.rename_column(model._table, self.name, name)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_manual(self):
        if self.env.context.get("_force_unlink"):
            return
        if any(field.state != "manual" for field in self):
            raise UserError(
                _("This column contains module data and cannot be removed!")
            )

    def unlink(self):
        if not self:
            return True
        whole_model = self.env.context.get("model_unlink")
        names = set(self.mapped("model"))
        columns = [] if whole_model else self._get_columns()
        result = super().unlink()
        self.env.registry.clear_cache("stable")
        if not whole_model:
            self.env.flush_all()
            for table, column in columns:
                drop_column(self.env.cr, table, column)
            set_up_registry(self.env, names & set(self.env.registry.models))
        return result

    def _get_columns(self):
        """Return the tables and columns that hold the fields."""
        found = []
        for record in self:
            if record.model not in self.env:
                continue
            model = self.env[record.model]
            field = model._fields.get(record.name)
            if field and field.store and field.column_type and model._auto:
                found.append((model._table, record.name))
        return found

    # ---- reflection
    def _reflect_field_params(self, field, model_id):
        """Return the row of ir.model.fields that describes a field."""
        translate = field.translate
        if translate and not isinstance(translate, str):
            translate = (
                "standard"
                if translate is True
                else getattr(translate, "__name__", "html_translate")
            )
        return {
            "model_id": model_id,
            "model": field.model_name,
            "name": field.name,
            "field_description": field.string,
            "help": field.help or None,
            "ttype": field.type,
            "state": "manual" if field.manual else "base",
            "relation": field.comodel_name or None,
            "index": bool(field.index),
            "store": bool(field.store),
            "copied": bool(field.copy),
            "on_delete": field.ondelete if field.type == "many2one" else None,
            "related": field.related or None,
            "readonly": bool(field.readonly),
            "required": bool(field.required),
            "selectable": bool(field.search or field.store),
            "size": getattr(field, "size", None),
            "translate": translate or None,
            "company_dependent": bool(field.company_dependent),
            "relation_field": _text(field, "inverse_name", "one2many"),
            "relation_table": _text(field, "relation", "many2many"),
            "column1": _text(field, "column1", "many2many"),
            "column2": _text(field, "column2", "many2many"),
            "currency_field": _text(field, "currency_field", "monetary"),
            "group_expand": bool(field.group_expand),
            "sanitize": _flag(field, "sanitize"),
            "sanitize_overridable": _flag(field, "sanitize_overridable"),
            "sanitize_tags": _flag(field, "sanitize_tags"),
            "sanitize_attributes": _flag(field, "sanitize_attributes"),
            "sanitize_style": _flag(field, "sanitize_style"),
            "sanitize_form": _flag(field, "sanitize_form"),
            "strip_style": _flag(field, "strip_style"),
            "strip_classes": _flag(field, "strip_classes"),
            "domain": None,
        }

    def _reflect_fields(self, model_names):
        """Note the fields of the given models in the table, with external ids."""
        cr = self.env.cr
        self.env.flush_all()
        cr.execute("SELECT model, id FROM ir_model")
        model_ids = dict(cr.fetchall())
        expected = [
            self._reflect_field_params(field, model_ids[name])
            for name in model_names
            for field in self.env[name]._fields.values()
            if not field.manual
        ]
        known = {
            (row["model"], row["name"]): row
            for row in read_rows(
                cr,
                "ir_model_fields",
                ["id", *(expected[0] if expected else ())],
                "model",
                model_names,
            )
        }
        write_rows(
            self.env,
            "ir_model_fields",
            expected,
            lambda row: known.get((row["model"], row["name"])),
            translated=("field_description", "help"),
        )
        self.env.registry.clear_cache("stable")
        self.invalidate_model()
        module = self.env.context.get("module")
        if module:
            self._reflect_xmlids(module, model_names)

    def _reflect_xmlids(self, module, model_names):
        rows = read_rows(
            self.env.cr,
            "ir_model_fields",
            ["id", "model", "name"],
            "model",
            model_names,
        )
        ids = {(row["model"], row["name"]): row["id"] for row in rows}
        xmlids = []
        for name in model_names:
            model = self.env[name]
            is_origin = model._original_module == module
            is_extended = is_origin or is_of_module(model, module)
            for field in model._fields.values():
                if (
                    is_origin
                    or module in (getattr(field, "_modules", None) or ())
                    or (is_extended and field.name == "display_name")
                ):
                    key = (name, field.name)
                    if key in ids:
                        xmlids.append(
                            (
                                module,
                                field_xmlid(*key),
                                self._name,
                                ids[key],
                                False,
                            )
                        )
        self.env["ir.model.data"]._update_xmlid_rows(xmlids)


def _text(field, attribute, ttype):
    value = getattr(field, attribute, None) if field.type == ttype else None
    return value if isinstance(value, str) and value else None


def _flag(field, attribute):
    value = field.type == "html" and getattr(field, attribute, None)
    return None if field.type != "html" else bool(value)
