"""Stages of leads."""
from __future__ import annotations

from odoo import api, fields, models


class CrmStage(models.Model):
    _name = "crm.stage"
    _description = "CRM Stages"
    _order = "sequence, name, id"

    color = fields.Integer()
    fold = fields.Boolean(string="Folded in Pipeline")
    is_won = fields.Boolean(string="Is Won Stage?")
    name = fields.Char(string="Stage Name", required=True, translate=True)
    requirements = fields.Text()
    rotting_threshold_days = fields.Integer(string="Days to rot", default=0)
    sequence = fields.Integer(default=1)
    team_count = fields.Integer(string="team_count", compute="_compute_team_count")
    team_ids = fields.Many2many(
        "crm.team", "crm_stage_crm_team_rel", "crm_stage_id", "crm_team_id",
        string="Sales Teams",
    )

    def _compute_team_count(self):
        count = self.env["crm.team"].search_count([])
        self.team_count = count

    @api.model
    def default_get(self, fields):
        """Stages made in the pipeline of a team are for all teams."""
        if "default_team_id" in self.env.context \
                and not self.env.context.get("crm_team_mono"):
            self = self.with_context({
                k: v for k, v in self.env.context.items() if k != "default_team_id"
            })
        return super().default_get(fields)

    def write(self, vals):
        """Leads of a stage that becomes the won one are won."""
        result = super().write(vals)
        if "is_won" in vals:
            leads = self.env["crm.lead"].search([("stage_id", "in", self.ids)])
            if vals["is_won"]:
                leads.write({"probability": 100})
        return result
