"""Addresses that get no mass mails."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize


class MailBlacklist(models.Model):
    _name = "mail.blacklist"
    _inherit = ["mail.thread"]
    _description = "Mail Blacklist"
    _rec_name = "email"

    active = fields.Boolean(tracking=2, default=True)
    email = fields.Char(string="Email Address", required=True, index="trigram", tracking=1)

    _unique_email = models.Constraint(
        "unique (email)", "Email address already exists!"
    )

    @api.model_create_multi
    def create(self, vals_list):
        """List addresses, each once: those that are known are returned as they are."""
        emails, new = [], {}
        for vals in vals_list:
            email = email_normalize(vals["email"])
            if not email:
                raise UserError(_("Invalid email address “%s”", vals["email"]))
            emails.append(email)
            new.setdefault(email, {**vals, "email": email})
        known = {b.email: b for b in self.with_context(active_test=False).search([
            ("email", "in", emails),
        ])}
        created = super().create([v for email, v in new.items() if email not in known])
        known.update({b.email: b for b in created})
        return self.browse([known[email].id for email in emails])

    def write(self, vals):
        """Clean the address."""
        if "email" in vals:
            vals = {**vals, "email": email_normalize(vals["email"])}
        return super().write(vals)

    def _add(self, email, message=None):
        """List an address, again if it was taken off; say why."""
        normalized = email_normalize(email)
        record = self.env["mail.blacklist"].with_context(active_test=False).search([
            ("email", "=", normalized),
        ])
        if record:
            record.action_unarchive()
        else:
            record = self.create({"email": email})
        if message:
            record._track_set_log_message(message)
        return record

    def _remove(self, email, message=None):
        """Take an address off; say why."""
        normalized = email_normalize(email)
        record = self.env["mail.blacklist"].with_context(active_test=False).search([
            ("email", "=", normalized),
        ])
        if record:
            if message:
                record._track_set_log_message(message)
            record.action_archive()
        else:
            record = self.create({"email": email, "active": False})
        return record

    def mail_action_blacklist_remove(self):
        """Open the window that takes the address off."""
        return {
            "name": _("Are you sure you want to unblacklist this Email Address?"),
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "mail.blacklist.remove", "target": "new",
        }

    def action_add(self):
        """List the address of the form."""
        self._add(self.email)
