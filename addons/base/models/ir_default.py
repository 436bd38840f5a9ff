"""Default values of fields: for everyone, for a company, for a user."""

from __future__ import annotations

import json
from datetime import date

from odoo import _, api, fields, models, tools
from odoo.exceptions import MissingError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL


class IrDefault(models.Model):
    _name = "ir.default"
    _description = "Default Values"
    _rec_name = "field_id"
    _allow_sudo_commands = False

    company_id = fields.Many2one("res.company", index=True, ondelete="cascade")
    condition = fields.Char()
    field_id = fields.Many2one(
        "ir.model.fields",
        required=True,
        index=True,
        ondelete="cascade",
    )
    json_value = fields.Char(string="Default Value (JSON format)", required=True)
    user_id = fields.Many2one("res.users", index=True, ondelete="cascade")

    @api.constrains("json_value")
    def _check_json_format(self):
        for default in self:
            model_name, name = default.field_id.model, default.field_id.name
            field = self.env[model_name]._fields.get(name)
            try:
                value = json.loads(default.json_value)
                if field is not None:
                    field.convert_to_cache(value, self.env[model_name].browse())
            except (ValueError, TypeError) as error:
                if isinstance(error, json.JSONDecodeError):
                    raise ValidationError(
                        _("Invalid JSON format in Default Value field.")
                    ) from error
                raise ValidationError(
                    _(
                        "Invalid value in Default Value field. "
                        "Expected type '%(field_type)s' for "
                        "'%(model_name)s.%(field_name)s'.",
                        field_type=default.field_id.ttype,
                        model_name=model_name,
                        field_name=name,
                    )
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if self:
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        if self:
            self.env.registry.clear_cache()
        return super().unlink()

    # ---- setting
    @api.model
    def set(
        self,
        model_name,
        field_name,
        value,
        user_id=False,
        company_id=False,
        condition=False,
    ):
        """Set a default; True as user or company stands for the current one."""
        user_id = self.env.uid if user_id is True else user_id
        company_id = self.env.company.id if company_id is True else company_id
        try:
            model = self.env[model_name]
            field = model._fields[field_name]
            cached = field.convert_to_cache(value, model)
            json_value = json.dumps(_to_json(value), ensure_ascii=False)
        except KeyError as error:
            raise ValidationError(
                _(
                    "Invalid field %(model)s.%(field)s",
                    model=model_name,
                    field=field_name,
                )
            ) from error
        except Exception as error:
            raise ValidationError(
                _(
                    "Invalid value for %(model)s.%(field)s: %(value)s",
                    model=model_name,
                    field=field_name,
                    value=value,
                )
            ) from error
        if field.type == "integer" and not -(2**31) <= (cached or 0) < 2**31:
            raise ValidationError(
                _(
                    "Invalid value for %(model)s.%(field)s: %(value)s is out of bounds "
                    "(integers should be between -2,147,483,648 and 2,147,483,647)",
                    model=model_name,
                    field=field_name,
                    value=value,
                )
            )
        field_record = self.env["ir.model.fields"]._get(model_name, field_name)
        default = self.search(
            self._key_domain(field_record.id, user_id, company_id, condition)
        )
        if default:
            if default.json_value != json_value:
                default.write({"json_value": json_value})
        else:
            self.create(
                {
                    "field_id": field_record.id,
                    "user_id": user_id,
                    "company_id": company_id,
                    "condition": condition,
                    "json_value": json_value,
                }
            )
        return True

    def _key_domain(self, field_id, user_id, company_id, condition):
        return [
            ("field_id", "=", field_id),
            ("user_id", "=", user_id),
            ("company_id", "=", company_id),
            ("condition", "=", condition),
        ]

    @api.model
    def _get(
        self, model_name, field_name, user_id=False, company_id=False, condition=False
    ):
        """Return one default as it was set, or None."""
        user_id = self.env.uid if user_id is True else user_id
        company_id = self.env.company.id if company_id is True else company_id
        field_record = self.env["ir.model.fields"]._get(model_name, field_name)
        default = self.search(
            self._key_domain(field_record.id, user_id, company_id, condition), limit=1
        )
        return json.loads(default.json_value) if default else None

    # ---- what default_get asks
    def _get_company_id(self):
        """Return the current company; False while a database has no user yet."""
        try:
            return self.env.company.id
        except MissingError:
            return False

    @api.model
    @tools.ormcache("self.env.uid", "self._get_company_id()", "model_name", "condition")
    def _get_model_defaults(self, model_name, condition=False):
        """Return the defaults of a model by field name; the most personal one wins."""
        where = (
            SQL("d.condition = %s", condition)
            if condition
            else SQL("d.condition IS NULL")
        )
        rows = self.env.execute_query(
            SQL(
                """SELECT f.name, d.json_value FROM ir_default d
               JOIN ir_model_fields f ON d.field_id = f.id
               WHERE f.model = %s AND (d.user_id IS NULL OR d.user_id = %s)
               AND (d.company_id IS NULL OR d.company_id = %s) AND %s
               ORDER BY d.user_id IS NULL, d.company_id IS NULL, d.id""",
                model_name,
                self.env.uid,
                self._get_company_id() or None,
                where,
            )
        )
        result = {}
        for name, json_value in rows:
            result.setdefault(name, json.loads(json_value))
        return result

    @tools.ormcache("model_name", "field_name")
    def _get_field_column_fallbacks(self, model_name, field_name):
        """Return the fallbacks of a company-dependent field as JSON by company id."""
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        field = self.env[model_name]._fields[field_name]
        result = {}
        for company in companies.search([]):
            model = self.env[model_name].with_company(company)
            defaults = (
                model.env["ir.default"]
                .with_user(1)
                .with_company(company)
                ._get_model_defaults(model_name)
            )
            value = defaults.get(field_name)
            result[company.id] = (
                field.convert_to_column(field.convert_to_write(value, model), model)
                if value is not None
                else None
            )
        return json.dumps(result)

    @api.model
    def _evaluate_condition_with_fallback(self, model_name, condition):
        """Tell how a condition on a company-dependent field fares for its fallback."""
        field_name, _operator, _value = condition
        model = self.env[model_name]
        field = model._fields[field_name]
        fallback = field.get_company_dependent_fallback(model)
        try:
            record = model.new({field_name: field.convert_to_write(fallback, model)})
            return bool(record.filtered_domain(Domain([condition])))
        except ValueError:
            return False

    @api.model
    def discard_records(self, records):
        """Delete the defaults of many2one fields that are one of the records."""
        values = [json.dumps(id_) for id_ in records.ids]
        return self.search([("json_value", "in", values)]).filtered(
            lambda default: default.field_id.ttype == "many2one"
            and default.field_id.relation == records._name
        ).unlink()

    @api.model
    def discard_values(self, model_name, field_name, values):
        """Delete the defaults of a field that are one of the values."""
        field = self.env["ir.model.fields"]._get(model_name, field_name)
        values = [json.dumps(value, ensure_ascii=False) for value in values]
        return self.search(
            [
                ("field_id", "=", field.id),
                ("json_value", "in", values),
            ]
        ).unlink()


def _to_json(value):
    if isinstance(value, date):
        text = fields.Datetime.to_string(value) if hasattr(value, "hour") else None
        return text or fields.Date.to_string(value)
    return value
