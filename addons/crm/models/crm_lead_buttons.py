"""Chances of leads, cheers for those that are won, windows of their teams."""
from __future__ import annotations

from datetime import timedelta

from odoo import _, api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    # ---- chances
    def prepare_pls_tooltip_data(self):
        """Return what speaks for and against the chance of the lead."""
        self.ensure_one()
        frequencies = self.env["crm.lead.scoring.frequency"].search([
            ("variable", "=", "stage_id"), ("value", "=", str(self.stage_id.id)),
            ("team_id", "in", [False, *self.team_id.ids]),
        ])
        scores = [{
            "field": "stage_id", "value": self.stage_id.display_name,
            "score": row.won_count / ((row.won_count + row.lost_count) or 1),
        } for row in frequencies]
        return {
            "low_3_data": sorted(
                (s for s in scores if s["score"] < 0.5), key=lambda s: s["score"])[:3],
            "probability": self.automated_probability,
            "team_name": self.team_id.display_name,
            "top_3_data": sorted(
                (s for s in scores if s["score"] >= 0.5), key=lambda s: -s["score"])[:3],
        }

    # ---- cheers
    def get_rainbowman_message(self):
        """Return a cheer for the lead that was won; False where nothing is special."""
        self.ensure_one()
        if self.stage_id.is_won:
            return self._get_rainbowman_message()
        return False

    def _get_rainbowman_message(self):
        if not self.user_id or not self.team_id:
            return False
        won = self.sudo().with_context(active_test=False).search([
            ("stage_id.is_won", "=", True), ("probability", "=", 100),
            ("id", "!=", self.id), ("date_closed", "!=", False),
        ])
        if not won.filtered(lambda lead: lead.user_id == self.user_id):
            return _("Go, go, go! Congrats for your first deal.")
        if not self.expected_revenue:
            return False
        now = fields.Datetime.now()
        for days, mine, text in (
            (30, False, _("Boom! Team record for the past 30 days.")),
            (7, False, _("Yeah! Best deal out of the last 7 days for the team.")),
            (30, True, _("You just beat your personal record for the past 30 days.")),
            (7, True, _("You just beat your personal record for the past 7 days.")),
        ):
            others = won.filtered(lambda lead, days=days, mine=mine: (
                lead.date_closed >= now - timedelta(days=days)
                and (lead.user_id == self.user_id if mine else lead.team_id == self.team_id)
            ))
            if max(others.mapped("expected_revenue"), default=0) < self.expected_revenue:
                return text
        return False

    def action_set_won_rainbowman(self):
        """Move to the won stage and cheer, where there is something to cheer about."""
        self.ensure_one()
        self.action_set_won()
        message = self._get_rainbowman_message()
        if not message:
            return True
        image = f"/web/image/{self.team_id.user_id._name}/{self.team_id.user_id.id}/image_1024" \
            if self.team_id.user_id.image_1024 else "/web/static/img/smile.svg"
        return {"effect": {
            "fadeout": "slow", "message": message, "img_url": image, "type": "rainbow_man",
        }}


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def action_open_unassigned_leads(self):
        """Open the leads of the team that nobody has."""
        action = self.action_open_leads()
        return {**action, "context": {
            "search_default_unassigned_leads": 1, "search_default_team_id": self.id,
        }}

    @api.model
    def action_your_pipeline(self):
        """Open the pipeline of the user's own team."""
        return self._open_own("crm.crm_lead_action_pipeline")

    @api.model
    def action_opportunity_forecast(self):
        """Open the forecast of the user's own team."""
        return self._open_own("crm.crm_lead_action_forecast")

    def _open_own(self, xml_id):
        action = self.env["ir.actions.actions"]._for_xml_id(xml_id)
        team = self.env.user.sale_team_id or self.search([], limit=1)
        return {**action, "context": {
            **({"default_team_id": team.id} if team else {}),
            "default_type": "opportunity", "search_default_assigned_to_me": 1,
        }}
