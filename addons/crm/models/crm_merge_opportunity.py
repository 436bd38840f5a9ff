"""Merging opportunities."""
from __future__ import annotations

from odoo import api, fields, models


class CrmMergeOpportunity(models.TransientModel):
    _name = "crm.merge.opportunity"
    _description = "Merge Opportunities"

    opportunity_ids = fields.Many2many(
        "crm.lead", "merge_opportunity_rel", "merge_id", "opportunity_id",
        string="Leads/Opportunities",
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", compute="_compute_team_id", store=True,
        readonly=False,
    )
    user_id = fields.Many2one("res.users", string="Salesperson")

    @api.model
    def default_get(self, fields):
        """The active leads that are not won are to be merged."""
        result = super().default_get(fields)
        ids = self.env.context.get("active_ids")
        if ids and "opportunity_ids" in fields:
            leads = self.env["crm.lead"].browse(ids)
            result["opportunity_ids"] = [(6, 0, leads.filtered(
                lambda lead: lead.probability < 100
            ).ids)]
        return result

    @api.depends("user_id")
    def _compute_team_id(self):
        for wizard in self:
            wizard.team_id = wizard.team_id

    def action_merge(self):
        """Merge and open the result."""
        self.ensure_one()
        lead = self.opportunity_ids.merge_opportunity(self.user_id.id, self.team_id.id)
        return {
            "type": "ir.actions.act_window", "res_model": "crm.lead",
            "view_mode": "form", "res_id": lead.id,
        }
