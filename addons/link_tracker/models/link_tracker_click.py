"""Who followed a short link."""
from __future__ import annotations

from odoo import api, models


class LinkTrackerClick(models.Model):
    _inherit = "link.tracker.click"

    @api.model
    def _prepare_click_values_from_route(self, **route_values):
        """Return the values of a click out of what the request told."""
        values = {k: v for k, v in route_values.items() if k in self._fields}
        code = route_values.get("country_code")
        if not values.get("country_id") and code:
            values["country_id"] = self.env["res.country"].search(
                [("code", "=", code)], limit=1).id
        return values

    @api.model
    def add_click(self, code, **route_values):
        """Note that somebody followed a link: each address of the net counts once."""
        found = self.env["link.tracker.code"].search([("code", "=", code)], limit=1)
        if not found:
            return None
        ip = route_values.get("ip", False)
        if self.search_count([("link_id", "=", found.link_id.id), ("ip", "=", ip)], limit=1):
            return None
        return self.create(self._prepare_click_values_from_route(
            **{**route_values, "link_id": found.link_id.id}
        ))
