"""Servers of their own that users send their mails by."""
from __future__ import annotations

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.mail import email_normalize


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def action_setup_outgoing_mail_server(self, server_type):
        """Choose the server of the user's own mails: the default, or one of a provider."""
        user = self.env.user
        if not user._is_internal():
            raise AccessError(_("Only internal users can configure a personal mail server."))
        if not user.email:
            raise UserError(_("Please set your email before connecting your mail server."))
        email = email_normalize(user.email)
        if not email:
            raise UserError(_("Wrong email address %s.", user.email))
        if server_type == "default":
            user.sudo()._own_mail_servers().unlink()
            user.invalidate_recordset(["outgoing_mail_server_id"])
            return _notify(_("Switching back to the default server."), "warning")
        values = user._prepare_outgoing_mail_server(server_type, email)
        if not values:
            raise UserError(_(
                "The mail server %s is not supported: install the module of its provider.",
                server_type,
            ))
        server = user.sudo()._own_mail_servers()[:1]
        if server:
            server.write(values)
        else:
            server = server.create({**values, "owner_user_id": user.id})
        user.invalidate_recordset(["outgoing_mail_server_id"])
        return user._get_mail_server_setup_end_action(server)

    @api.model
    def action_test_outgoing_mail_server(self):
        """Try to connect to the server of the user's own mails."""
        server = self.env.user.sudo().outgoing_mail_server_id
        if not server:
            raise UserError(_("You don't have a personal mail server configured."))
        return server.test_smtp_connection()

    def _own_mail_servers(self):
        return self.env["ir.mail_server"].with_context(active_test=False).search([
            ("owner_user_id", "in", self.ids),
        ])

    def _prepare_outgoing_mail_server(self, server_type, email):
        """Return the values of a server of a provider (hook); None if nobody knows it."""
        return None

    def _get_mail_server_setup_end_action(self, server):
        """Return what the client does once the server is there (hook)."""
        return _notify(_("Your mail server is set up."), "success")


def _notify(message, kind):
    return {
        "type": "ir.actions.client", "tag": "display_notification",
        "params": {"message": message, "type": kind},
    }
