"""Losing leads with a reason."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, fields, models
from odoo.tools.mail import is_html_empty


class CrmLeadLost(models.TransientModel):
    _name = "crm.lead.lost"
    _description = "Get Lost Reason"

    lead_ids = fields.Many2many(
        "crm.lead", "crm_lead_crm_lead_lost_rel", "crm_lead_lost_id", "crm_lead_id",
        string="Leads",
    )
    lost_feedback = fields.Html(string="Closing Note")
    lost_reason_id = fields.Many2one("crm.lost.reason")

    def action_lost_reason_apply(self):
        """Lose the leads, with the reason and the words."""
        self.ensure_one()
        if not is_html_empty(self.lost_feedback):
            for lead in self.lead_ids:
                lead._track_set_log_message(
                    Markup("<div><p>%s:</p>%s</div>") % (_("Lost Comment"),
                                                         self.lost_feedback)
                )
        return self.lead_ids.action_set_lost(lost_reason_id=self.lost_reason_id.id)
