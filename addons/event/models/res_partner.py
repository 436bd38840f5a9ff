"""The events of partners."""
from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    event_count = fields.Integer(
        "# Events", compute="_compute_event_count", groups="event.group_event_registration_desk")

    def _compute_event_count(self):
        for partner in self:
            partner.event_count = self.env["event.event"].search_count(
                [("registration_ids.partner_id", "child_of", partner.ids)])

    def action_event_view(self):
        """Open the events that partners are registered for."""
        action = self.env["ir.actions.actions"]._for_xml_id("event.action_event_view")
        action["context"] = {}
        action["domain"] = [("registration_ids.partner_id", "child_of", self.ids)]
        return action
