"""Campaigns and the leads they brought."""
from __future__ import annotations

from odoo import api, fields, models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    crm_lead_count = fields.Integer(
        string="Leads/Opportunities count", compute="_compute_crm_lead_count",
        groups="sales_team.group_sale_salesman",
    )
    use_leads = fields.Boolean(compute="_compute_use_leads")

    @api.depends_context("uid")
    def _compute_use_leads(self):
        self.use_leads = self.env.user.has_group("crm.group_use_lead")

    def _compute_crm_lead_count(self):
        found = dict(self.env["crm.lead"].with_context(active_test=False)._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], ["__count"],
        ))
        for campaign in self:
            campaign.crm_lead_count = found.get(campaign, 0)

    def action_redirect_to_leads_opportunities(self):
        """Open the leads that the campaign brought."""
        leads = self.env.user.has_group("crm.group_use_lead")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm.crm_lead_all_leads" if leads else "crm.crm_lead_opportunities"
        )
        return {**action, "view_mode": "list,kanban,graph,pivot,form,calendar",
                "domain": [("campaign_id", "in", self.ids)],
                "context": {"active_test": False, "create": False}}
