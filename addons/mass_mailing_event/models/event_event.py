"""Writing to those who come, and to those who might."""
from __future__ import annotations

from odoo import _, models


class EventEvent(models.Model):
    _inherit = "event.event"

    def _open_mailing(self, name, model, domain=None):
        return {
            "name": name, "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "mailing.mailing", "target": "current",
            "context": {
                "default_mailing_model_id": self.env["ir.model"]._get_id(model),
                "default_subject": _("Event: %s", self[:1].name),
                **({"default_mailing_domain": repr(domain)} if domain else {}),
            },
        }

    def action_mass_mailing_attendees(self):
        """Open a new mailing to those who come."""
        return self._open_mailing(_("Mass Mail Attendees"), "event.registration", [
            ("event_id", "in", self.ids), ("state", "not in", ["cancel", "draft"])])

    def action_invite_contacts(self):
        """Open a new mailing to partners."""
        return self._open_mailing(_("Mass Mail Invitation"), "res.partner")
