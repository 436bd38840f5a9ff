"""Outgoing servers that mailings use."""
from __future__ import annotations

from odoo import _, fields, models


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    active_mailing_ids = fields.One2many(
        "mailing.mailing", "mail_server_id", readonly=True,
        domain=[("state", "!=", "done"), ("active", "=", True)],
    )

    def _active_usages_compute(self):
        """Mailings that wait, and the settings, may be bound to a server."""
        usages = super()._active_usages_compute()
        default = self.env["mailing.mailing"]._get_default_mail_server_id()
        for server in self:
            names = [_("Email Marketing uses it as its default mail server to send mass "
                       "mailings")] if server.id == default else []
            names += [
                _("%s (Mailing)", mailing.display_name)
                for mailing in server.sudo().active_mailing_ids
            ]
            if names:
                usages[server.id] = [*usages.get(server.id, []), *names]
        return usages
