"""Cancelling a meeting: one, or more of its recurrence, with a word to those invited."""
from odoo import api, fields, models

SETTINGS = {"next": "future_events", "all": "all_events"}


class CalendarPopoverDeleteWizard(models.TransientModel):
    _inherit = "calendar.popover.delete.wizard"

    delete = fields.Selection(default="one")
    recipient_ids = fields.Many2many("res.partner", compute="_compute_recipient_ids")

    @api.depends("calendar_event_id")
    def _compute_recipient_ids(self):
        for wizard in self:
            event = wizard.calendar_event_id
            wizard.recipient_ids = (event.partner_ids - event.partner_id).filtered("email")

    def close(self):
        """Leave things as they are."""
        return {"type": "ir.actions.act_window_close"}

    def action_delete(self):
        """Delete the meetings."""
        self.ensure_one()
        event = self.calendar_event_id
        if self.delete == "one":
            event.unlink()
        else:
            event.action_mass_deletion(SETTINGS[self.delete])
        return self.close()

    def action_send_mail_and_delete(self):
        """Tell the people invited, then delete the meetings."""
        self.ensure_one()
        template = self.env.ref(
            "calendar.calendar_template_delete_event", raise_if_not_found=False)
        if template and self.recipient_ids:
            template.send_mail(self.calendar_event_id.id, force_send=True, email_values={
                "recipient_ids": self.recipient_ids.ids,
                **({"subject": self.subject} if self.subject else {}),
                **({"body_html": self.body} if self.body else {}),
            }, email_layout_xmlid="mail.mail_notification_light")
        return self.action_delete()
