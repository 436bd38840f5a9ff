"""Records that know where they came from."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.http import request


class UtmMixin(models.AbstractModel):
    _name = "utm.mixin"
    _description = "UTM Mixin"

    campaign_id = fields.Many2one("utm.campaign", index="btree_not_null")
    medium_id = fields.Many2one("utm.medium", index="btree_not_null")
    source_id = fields.Many2one("utm.source", index="btree_not_null")

    @api.model
    def default_get(self, fields):
        """What brought a visitor is read from the visitor's cookies."""
        values = super().default_get(fields)
        if not request:
            return values
        for _parameter, name, cookie in self.tracking_fields():
            value = request.httprequest.cookies.get(cookie) if name in fields else None
            if value:
                values[name] = self.find_or_create_record(
                    self._fields[name].comodel_name, value
                ).id
        return values

    @api.model
    def tracking_fields(self):
        """Return parameter of an address, field, and cookie of what is tracked."""
        return [
            ("utm_campaign", "campaign_id", "odoo_utm_campaign"),
            ("utm_source", "source_id", "odoo_utm_source"),
            ("utm_medium", "medium_id", "odoo_utm_medium"),
        ]

    @api.model
    def find_or_create_record(self, model_name, name):
        """Return the campaign, medium or source of a name, whatever its case."""
        model = self.env[model_name]
        wanted = name.strip()
        if not wanted:
            return model
        field = "title" if "title" in model._fields else "name"
        found = model.with_context(active_test=False).search(
            [(field, "=ilike", wanted)], limit=1
        )
        return found or model.create({field: wanted, **(
            {"is_auto_campaign": True} if "is_auto_campaign" in model._fields else {}
        )})
