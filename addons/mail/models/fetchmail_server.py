"""Incoming mail servers."""
from __future__ import annotations

import imaplib
import poplib
import socket

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mailbox_host import is_loopback_host

TIMEOUT = 60.0      # seconds


class FetchmailServer(models.Model):
    _name = "fetchmail.server"
    _description = "Incoming Mail Server"
    _order = "priority"

    name = fields.Char("Name", required=True)
    active = fields.Boolean("Active", default=True)
    state = fields.Selection(
        [("draft", "Not Confirmed"), ("done", "Confirmed")], "Status", index=True,
        readonly=True, copy=False, default="draft",
    )
    server = fields.Char("Server Name")
    port = fields.Integer()
    server_type = fields.Selection(
        [("imap", "IMAP Server"), ("pop", "POP Server"), ("local", "Local Server")],
        "Server Type", index=True, required=True, default="imap",
    )
    server_type_info = fields.Text("Server Type Info", compute="_compute_info")
    is_ssl = fields.Boolean("SSL/TLS")
    attach = fields.Boolean("Keep Attachments", default=True)
    original = fields.Boolean("Keep Original")
    date = fields.Datetime("Last Fetch Date", readonly=True)
    error_date = fields.Datetime("Last Error Date", readonly=True)
    error_message = fields.Text("Last Error Message", readonly=True)
    user = fields.Char("Username")
    password = fields.Char()
    object_id = fields.Many2one("ir.model", "Create a New Record")
    priority = fields.Integer("Server Priority", default=5)
    message_ids = fields.One2many(
        "mail.mail", "fetchmail_server_id", "Messages", readonly=True
    )
    configuration = fields.Text("Configuration", readonly=True)
    script = fields.Char(readonly=True, default="/mail/static/scripts/odoo-mailgate.py")

    @api.depends("server_type")
    def _compute_info(self):
        for server in self:
            server.server_type_info = (
                _("Use a local script to fetch your emails and create new records.")
                if server.server_type == "local" else False
            )

    @api.onchange("server_type", "is_ssl", "object_id")
    def onchange_server_type(self):
        """Propose the port of the protocol."""
        ports = {("pop", True): 995, ("pop", False): 110,
                 ("imap", True): 993, ("imap", False): 143}
        self.port = ports.get((self.server_type, bool(self.is_ssl)), 0)

    def set_draft(self):
        """Take the confirmation back."""
        self.write({"state": "draft"})
        return True

    def button_confirm_login(self):
        """Try to log in and confirm the server.

        Hosts that are not loopback are answered by the built-in mailboxes: nothing
        leaves the machine.
        """
        for server in self:
            try:
                if is_loopback_host(server.server):
                    server._try_login()
            except UnicodeError as error:
                raise UserError(_("Invalid server name!\n %s", error)) from error
            except (OSError, socket.gaierror, imaplib.IMAP4.error,
                    poplib.error_proto) as error:
                raise UserError(_(
                    "No response received. Check server information.\n %s", error
                )) from error
            server.write({"state": "done"})
        return True

    def _try_login(self):
        self.ensure_one()
        if self.server_type == "imap":
            kind = imaplib.IMAP4_SSL if self.is_ssl else imaplib.IMAP4
            connection = kind(self.server, int(self.port), timeout=TIMEOUT)
            try:
                connection.login(self.user, self.password)
            finally:
                connection.logout()
        elif self.server_type == "pop":
            kind = poplib.POP3_SSL if self.is_ssl else poplib.POP3
            connection = kind(self.server, int(self.port), timeout=TIMEOUT)
            try:
                connection.user(self.user)
                connection.pass_(self.password)
            finally:
                connection.quit()

    def fetch_mail(self):
        """Fetching comes with the mail gateway."""
        raise NotImplementedError("fetchmail.server.fetch_mail")
