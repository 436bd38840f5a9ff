"""Templates that are gone are sent to no attendees."""
from odoo import models


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def unlink(self):
        """Delete templates, and the schedules of events that would send them."""
        references = [f"mail.template,{id_}" for id_ in self.ids]
        result = super().unlink()
        for model in ("event.mail", "event.type.mail"):
            self.env[model].sudo().search([("template_ref", "in", references)]).unlink()
        return result
