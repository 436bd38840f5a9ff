"""What changed, kept with the message that tells."""
from __future__ import annotations

from datetime import datetime

from odoo import api, fields, models


class MailTrackingValue(models.Model):
    _name = "mail.tracking.value"
    _description = "Mail Tracking Value"
    _order = "id DESC"
    _rec_name = "field_id"

    currency_id = fields.Many2one("res.currency", readonly=True)
    field_id = fields.Many2one("ir.model.fields", readonly=True, index=True)
    field_info = fields.Json(string="Removed field information")
    mail_message_id = fields.Many2one(
        "mail.message", string="Message ID", required=True, index=True, ondelete="cascade",
    )
    new_value_char = fields.Char(readonly=True)
    new_value_datetime = fields.Datetime(readonly=True)
    new_value_float = fields.Float(readonly=True)
    new_value_integer = fields.Integer(readonly=True)
    new_value_text = fields.Text(readonly=True)
    old_value_char = fields.Char(readonly=True)
    old_value_datetime = fields.Datetime(string="Old Value DateTime", readonly=True)
    old_value_float = fields.Float(readonly=True)
    old_value_integer = fields.Integer(readonly=True)
    old_value_text = fields.Text(readonly=True)

    @api.model
    def _create_tracking_values(self, initial_value, new_value, name, info, record):
        """Return the values that tell of one field's change."""
        field = self.env["ir.model.fields"].sudo()._get(record._name, name)
        if not field:
            raise ValueError(f"Unknown field {name} on model {record._name}")
        vals = {"field_id": field.id}
        kind = info["type"]
        if kind in ("integer", "float", "char", "text", "datetime"):
            vals[f"old_value_{kind}"] = initial_value
            vals[f"new_value_{kind}"] = new_value
        elif kind == "monetary":
            vals.update(
                currency_id=record[info["currency_field"]].id,
                old_value_float=initial_value, new_value_float=new_value,
            )
        elif kind == "date":
            for side, value in (("old", initial_value), ("new", new_value)):
                vals[f"{side}_value_datetime"] = value and fields.Datetime.to_string(
                    datetime.combine(fields.Date.from_string(value), datetime.min.time())
                ) or False
        elif kind == "boolean":
            vals.update(old_value_integer=int(initial_value),
                        new_value_integer=int(new_value))
        elif kind == "selection":
            labels = dict(info["selection"])
            for side, value in (("old", initial_value), ("new", new_value)):
                vals[f"{side}_value_char"] = value and labels.get(value, value) or ""
        elif kind in ("many2one", "many2one_reference"):
            for side, value in (("old", initial_value), ("new", new_value)):
                vals[f"{side}_value_integer"] = value.id if value else 0
                vals[f"{side}_value_char"] = (
                    value.sudo().display_name or "" if value else ""
                )
        elif kind in ("one2many", "many2many", "tags"):
            for side, value in (("old", initial_value), ("new", new_value)):
                names = value.sudo().mapped("display_name") if value else []
                vals[f"{side}_value_char"] = ", ".join(n for n in names if n)
        else:
            raise NotImplementedError(f"Unsupported tracking on field {name} ({kind})")
        return vals

    def _filter_has_field_access(self, env):
        """Return the values of fields that the user may read."""
        def has_access(value):
            field = value.field_id
            if not field or field.model not in env:
                return env.is_system()
            model = env[field.model]
            known = model._fields.get(field.name)
            return known is not None and model._has_field_access(known, "read")
        return self.filtered(has_access)

    def _tracking_value_format(self):
        """Return what clients show of the changes."""
        formatted = []
        for value in self.sorted(lambda v: v.id):
            kind = value.field_id.ttype or (value.field_info or {}).get("type", "char")
            formatted.append({
                "id": value.id,
                "fieldInfo": {
                    "changedField": value.field_id.field_description,
                    "currencyId": value.currency_id.id,
                    "fieldType": kind,
                    "isPropertyField": False,
                },
                "oldValue": value._format_side("old", kind),
                "newValue": value._format_side("new", kind),
            })
        return formatted

    def _format_side(self, side, kind):
        column = {
            "boolean": "integer", "integer": "integer", "float": "float",
            "monetary": "float", "date": "datetime", "datetime": "datetime",
            "text": "text",
        }.get(kind, "char")
        value = self[f"{side}_value_{column}"]
        if kind == "boolean":
            return bool(value)
        if kind == "date" and value:
            return fields.Date.to_string(value)
        if kind == "datetime" and value:
            return f"{fields.Datetime.to_string(value)}Z"
        return value
