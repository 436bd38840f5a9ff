"""Why leads are lost."""
from __future__ import annotations

from odoo import _, fields, models


class CrmLostReason(models.Model):
    _name = "crm.lost.reason"
    _description = "Opp. Lost Reason"

    active = fields.Boolean(default=True)
    leads_count = fields.Integer(compute="_compute_leads_count")
    name = fields.Char(string="Description", required=True, translate=True)

    def _compute_leads_count(self):
        counts = dict(self.env["crm.lead"].with_context(active_test=False)._read_group(
            [("lost_reason_id", "in", self.ids)], ["lost_reason_id"], ["__count"],
        ))
        for reason in self:
            reason.leads_count = counts.get(reason, 0)

    def action_lost_leads(self):
        """Open the leads that were lost for the reason."""
        return {
            "name": _("Leads"), "view_mode": "list,form",
            "domain": [("lost_reason_id", "in", self.ids)], "res_model": "crm.lead",
            "type": "ir.actions.act_window", "context": {"active_test": False},
        }
