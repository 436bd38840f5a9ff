"""Outgoing servers as the mails of a company use them."""
from __future__ import annotations

from odoo import _, api, fields, models


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    mail_template_ids = fields.One2many(
        "mail.template", "mail_server_id", string="Mail template using this mail server",
        readonly=True,
    )
    owner_limit_count = fields.Integer()
    owner_limit_time = fields.Datetime()
    owner_user_id = fields.Many2one("res.users", string="Owner")

    def _active_usages_compute(self):
        """Templates may be bound to a server."""
        usages = super()._active_usages_compute()
        for server in self:
            names = [
                _("%s (Email Template)", template.display_name)
                for template in server.sudo().mail_template_ids
            ]
            if names:
                usages[server.id] = [*usages.get(server.id, []), *names]
        return usages

    @api.model
    def _get_default_bounce_address(self):
        """Bounces go to the alias domain of the record, or of the company."""
        if self.env.context.get("domain_bounce_address"):
            return self.env.context["domain_bounce_address"]
        return self.env.company.sudo().bounce_email \
            or super()._get_default_bounce_address()

    @api.model
    def _get_default_from_address(self):
        """The alias domain of the record, or of the company, names the sender."""
        if self.env.context.get("domain_notifications_email"):
            return self.env.context["domain_notifications_email"]
        return self.env.company.sudo().default_from_email \
            or super()._get_default_from_address()
