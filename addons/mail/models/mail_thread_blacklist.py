"""Records whose address may be on the blacklist."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.mail import email_normalize


class MailThreadBlacklist(models.AbstractModel):
    _name = "mail.thread.blacklist"
    _inherit = ["mail.thread"]
    _description = "Mail Blacklist mixin"

    email_normalized = fields.Char(
        string="Normalized Email", compute="_compute_email_normalized", store=True,
        compute_sudo=True,
    )
    is_blacklisted = fields.Boolean(
        string="Blacklist", compute="_compute_is_blacklisted",
        search="_search_is_blacklisted", groups="base.group_user", compute_sudo=True,
    )
    message_bounce = fields.Integer(string="Bounce", default=0)

    _primary_email = "email"

    @api.depends(lambda self: [self._primary_email] if self._primary_email else [])
    def _compute_email_normalized(self):
        name = self._primary_email
        for record in self:
            record.email_normalized = email_normalize(record[name], strict=False)

    @api.depends("email_normalized")
    def _compute_is_blacklisted(self):
        listed = set(self.env["mail.blacklist"].sudo().search([
            ("email", "in", [m for m in self.mapped("email_normalized") if m]),
        ]).mapped("email"))
        for record in self:
            record.is_blacklisted = record.email_normalized in listed

    @api.model
    def _search_is_blacklisted(self, operator, value):
        if operator != "in":
            return NotImplemented
        emails = self.env["mail.blacklist"].sudo().search([]).mapped("email")
        return [("email_normalized", "in" if True in value else "not in", emails)]

    def _message_receive_bounce(self, email, partner):
        """Count the mails that came back."""
        super()._message_receive_bounce(email, partner)
        for record in self:
            record.message_bounce += 1

    def _message_reset_bounce(self, email):
        """The address answers: the count starts anew."""
        super()._message_reset_bounce(email)
        self.write({"message_bounce": 0})

    def mail_action_blacklist_remove(self):
        """Open the window that takes the address off the blacklist."""
        if not self.env["mail.blacklist"].has_access("write"):
            raise AccessError(_(
                "You do not have the access right to unblacklist emails. Please contact "
                "your administrator."
            ))
        return {
            "name": _("Are you sure you want to unblacklist this Email Address?"),
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "mail.blacklist.remove", "target": "new",
        }
