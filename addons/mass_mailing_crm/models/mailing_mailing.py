"""Mailings and the leads they bring."""
from __future__ import annotations

from odoo import _, api, fields, models


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    crm_lead_count = fields.Integer(compute="_compute_crm_lead_count")
    use_leads = fields.Boolean(compute="_compute_use_leads")

    @api.depends("source_id")
    def _compute_crm_lead_count(self):
        found = dict(self.env["crm.lead"].with_context(active_test=False).sudo()._read_group(
            [("source_id", "in", self.source_id.ids)], ["source_id"], ["__count"]))
        for mailing in self:
            mailing.crm_lead_count = found.get(mailing.source_id, 0)

    @api.depends_context("uid")
    def _compute_use_leads(self):
        self.use_leads = self.env.user.has_group("crm.group_use_lead")

    def action_redirect_to_leads_and_opportunities(self):
        """Open the leads that came by the mailing."""
        return {
            "name": _("Leads") if self.use_leads else _("Opportunities"),
            "type": "ir.actions.act_window", "res_model": "crm.lead",
            "view_mode": "list,pivot,graph,form",
            "domain": [("source_id", "=", self.source_id.id)],
            "context": {
                "active_test": False, "create": False, "crm_lead_view_hide_month": True,
                "search_default_group_by_create_date_day": True},
        }
