"""Records that keep the addresses in copy."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.tools.mail import (
    email_normalize,
    email_split_and_format,
    email_split_tuples,
    formataddr,
)


class MailThreadCc(models.AbstractModel):
    _name = "mail.thread.cc"
    _inherit = ["mail.thread"]
    _description = "Email CC management"

    email_cc = fields.Char(string="Email cc")

    def _mail_cc_sanitized_raw_dict(self, cc_string):
        """Return address -> address with name, of those in copy."""
        found = {}
        for raw in email_split_and_format(cc_string or ""):
            normalized = email_normalize(raw)
            if normalized:
                name = email_split_tuples(raw)[0][0]
                found[normalized] = formataddr((name, normalized))
        return found

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Keep who was in copy."""
        values = {}
        if cc := msg_dict.get("cc"):
            values["email_cc"] = ", ".join(self._mail_cc_sanitized_raw_dict(cc).values())
        return super().message_new(msg_dict, {**values, **(custom_values or {})})

    def message_update(self, msg_dict, update_vals=None):
        """Add those that are new in copy."""
        values = {}
        if cc := msg_dict.get("cc"):
            new = self._mail_cc_sanitized_raw_dict(cc)
            for record in self:
                old = record._mail_cc_sanitized_raw_dict(record.email_cc)
                values["email_cc"] = ", ".join({**old, **{
                    k: v for k, v in new.items() if k not in old
                }}.values())
        return super().message_update(msg_dict, {**values, **(update_vals or {})})

    def _message_add_suggested_recipients(self, force_primary_email=False):
        """Who was in copy is proposed again."""
        found = super()._message_add_suggested_recipients(force_primary_email)
        for record in self:
            found[record.id]["email_cc_lst"] += record._mail_cc_sanitized_raw_dict(
                record.email_cc
            ).values()
        return found
