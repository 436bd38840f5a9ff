"""Notifications of documents that have a page: their customers get a button to it."""
from odoo import _, fields, models

SHOWN = ("comment", "email", "email_outgoing", "auto_comment", "out_of_office")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    website_message_ids = fields.One2many(
        "mail.message", "res_id", string="Website Messages", bypass_search_access=True,
        domain=lambda self: [("model", "=", self._name), ("message_type", "in", SHOWN)])

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals)
        if not self.ids or "access_url" not in self._fields:
            return groups
        record = self[:1].sudo()
        customers = self._mail_get_partners()[record.id] \
            if hasattr(self, "_mail_get_partners") else self.env["res.partner"]
        if not customers or record.access_url in (False, "#"):
            return groups
        url = record.get_base_url() + record._get_share_url(
            redirect=True, pid=customers[:1].id)
        title = _("View %s", model_description) if model_description else _("View")
        access = {"button_access": {"url": url, "title": title},
                  "has_button_access": True, "actions": []}
        return [
            [name, match, {**data, "active": True, **access}
             if name in ("portal", "customer") else data]
            for name, match, data in groups
        ]
