"""Clicks on the links of mailings."""
from __future__ import annotations

from odoo import api, models


class LinkTrackerClick(models.Model):
    _inherit = "link.tracker.click"

    @api.model
    def _prepare_click_values_from_route(self, **route_values):
        """A click in a mail knows mailing and campaign by its trace."""
        values = super()._prepare_click_values_from_route(**route_values)
        if values.get("mailing_trace_id"):
            trace = self.env["mailing.trace"].sudo().browse(
                values["mailing_trace_id"]).exists()
            if not trace:
                values["mailing_trace_id"] = False
            values.setdefault("mass_mailing_id", trace.mass_mailing_id.id)
        return values

    @api.model
    def add_click(self, code, **route_values):
        """Who follows a link has opened the mail."""
        click = super().add_click(code, **route_values)
        if click and click.mailing_trace_id:
            click.mailing_trace_id.set_opened()
            click.mailing_trace_id.set_clicked()
        return click
