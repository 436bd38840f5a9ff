"""Outgoing mail servers: settings and connecting."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import smtplib
import ssl
import tempfile

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.mail import smtp_out
from odoo.tools.mailbox_host import is_loopback_host

_logger = logging.getLogger(__name__)



class MailDeliveryException(Exception):
    """A mail could not be delivered."""


class IrMail_Server(models.Model):  # noqa: N801  Odoo's name: the model's has a "_"
    _name = "ir.mail_server"
    _description = "Mail Server"
    _order = "sequence, id"
    _allow_sudo_commands = False

    NO_FOUND_FROM = (
        "You must either provide a sender address explicitly or configure using the "
        "combination of `mail.catchall.domain` and `mail.default.from` ICPs, in the "
        "server configuration file or with the --email-from startup parameter."
    )
    NO_FOUND_SMTP_FROM = "The Return-Path or From header is required for any outgoing email"
    NO_VALID_FROM = (
        "Malformed 'Return-Path' or 'From' address: %(smtp_from)s - It should contain one "
        "valid plain ASCII email"
    )
    NO_VALID_RECIPIENT = (
        "At least one valid recipient address should be specified for outgoing emails "
        "(To/Cc/Bcc)"
    )

    active = fields.Boolean(default=True)
    from_filter = fields.Char(string="FROM Filtering")
    max_email_size = fields.Float()
    name = fields.Char(required=True, index=True)
    sequence = fields.Integer(string="Priority", default=10)
    smtp_authentication_info = fields.Text(
        string="Authentication Info",
        compute="_compute_smtp_authentication_info",
    )
    smtp_debug = fields.Boolean(string="Debugging")
    smtp_encryption = fields.Selection(
        [
            ("none", "None"),
            ("starttls_strict", "TLS (STARTTLS), encryption and validation"),
            ("starttls", "TLS (STARTTLS), encryption only"),
            ("ssl_strict", "SSL/TLS, encryption and validation"),
            ("ssl", "SSL/TLS, encryption only"),
        ],
        string="Connection Encryption",
        required=True,
        default="none",
    )
    smtp_host = fields.Char(string="SMTP Server")
    smtp_pass = fields.Char(string="Password", groups="base.group_system", copy=False)
    smtp_port = fields.Integer(string="SMTP Port", default=25)
    smtp_ssl_certificate = fields.Binary(
        string="SSL Certificate",
        groups="base.group_system",
        attachment=False,
        copy=False,
    )
    smtp_ssl_private_key = fields.Binary(
        string="SSL Private Key",
        groups="base.group_system",
        attachment=False,
        copy=False,
    )
    smtp_user = fields.Char(string="Username", groups="base.group_system", copy=False)
    smtp_authentication = fields.Selection(
        [
            ("login", "Username"),
            ("certificate", "SSL Certificate"),
            ("cli", "Command Line Interface"),
        ],
        string="Authenticate with",
        required=True,
        default="login",
    )

    _certificate_requires_tls = models.Constraint(
        "CHECK (smtp_encryption != 'none' OR smtp_authentication != 'certificate')",
        "Certificate-based authentication requires a TLS transport",
    )

    @api.depends("smtp_authentication")
    def _compute_smtp_authentication_info(self):
        texts = {
            "login": _(
                "Connect to your server through your usual username and "
                "password. \nThis is the most basic SMTP authentication process "
                "and may not be accepted by all providers. \n"
            ),
            "certificate": _(
                "Authenticate by using SSL certificates, belonging to your "
                "domain name. \nSSL certificates allow you to authenticate "
                "your mail server for the entire domain name."
            ),
            "cli": _(
                'Use the SMTP configuration set in the "Command Line Interface" '
                "arguments."
            ),
        }
        for server in self:
            server.smtp_authentication_info = texts.get(
                server.smtp_authentication, False
            )

    @api.constrains(
        "smtp_authentication", "smtp_ssl_certificate", "smtp_ssl_private_key"
    )
    def _check_smtp_ssl_files(self):
        for server in self.filtered(lambda s: s.smtp_authentication == "certificate"):
            if not server.smtp_ssl_private_key:
                raise UserError(_("SSL private key is missing for %s.", server.name))
            if not server.smtp_ssl_certificate:
                raise UserError(_("SSL certificate is missing for %s.", server.name))

    def write(self, vals):
        """Refuse to archive servers that are in use."""
        if not vals.get("active", True):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        usages = {
            server: found
            for server, found in self._active_usages_compute().items()
            if found
        }
        if usages:
            details = "\n".join(
                _(
                    "%(server)s (Dedicated Outgoing Mail Server):\n%(usages)s",
                    server=self.browse(id_).name,
                    usages="\n".join(found),
                )
                for id_, found in usages.items()
            )
            raise UserError(
                _(
                    "You cannot archive these Outgoing Mail Servers "
                    "(%(names)s) because "
                    "they are still used in the following case(s):\n%(details)s",
                    names=", ".join(self.browse(usages).mapped("name")),
                    details=details,
                )
            )

    def _active_usages_compute(self):
        """Return what uses the servers, as texts by server id (hook)."""
        return {}

    # ---- connecting
    def _connect__(
        self,
        host=None,
        port=None,
        user=None,
        password=None,  # noqa: PLW3201
        encryption=None,
        smtp_from=None,
        ssl_certificate=None,
        ssl_private_key=None,
        smtp_debug=False,
        mail_server_id=None,
        allow_archived=False,
    ):
        """Return a session with a server: the given one, the best one, or a host."""
        server = None
        if mail_server_id:
            server = self.sudo().browse(mail_server_id)
            if not allow_archived and not server.active:
                raise UserError(
                    _(
                        "The server “%s” cannot be used because it is archived.",
                        server.display_name,
                    )
                )
        elif not host:
            server, smtp_from = self.sudo()._find_mail_server(smtp_from)
        if server:
            settings = server._get_session_settings()
        else:
            settings = self._get_given_settings(
                host, port, user, password, encryption, smtp_debug
            )
        smtp = self._open_session(**settings)
        smtp.from_filter = server.from_filter if server else self._from_filter()
        smtp.smtp_from = smtp_from
        return smtp

    def _get_given_settings(self, host, port, user, password, encryption, debug):
        """Return what was asked for, completed by the settings of the server."""
        known = self.env.registry.mail_settings
        return {
            "host": host or known.get("smtp_server"),
            "port": int(port or known.get("smtp_port") or 25),
            "user": user or known.get("smtp_user"),
            "password": password or known.get("smtp_password"),
            "encryption": encryption
            or ("starttls" if known.get("smtp_ssl") in ("True", "1", "true") else "none"),
            "debug": debug,
            "context": None,
        }

    def _from_filter(self):
        """Return the senders that the server of the settings takes."""
        return self.env["ir.config_parameter"].sudo().get_param(
            "mail.default.from_filter", self.env.registry.mail_settings.get("from_filter")
        )

    def _get_session_settings(self):
        self.ensure_one()
        is_login = self.smtp_authentication == "login"
        return {
            "host": self.smtp_host,
            "port": self.smtp_port,
            "user": self.smtp_user if is_login else None,
            "password": self.smtp_pass if is_login else None,
            "encryption": self.smtp_encryption,
            "debug": self.smtp_debug,
            "context": self._get_ssl_context(),
        }

    def _get_ssl_context(self):
        """Return the TLS context: with a certificate, with or without validation."""
        if self.smtp_encryption == "none":
            return None
        context = ssl.create_default_context()
        if not self.smtp_encryption.endswith("_strict"):
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if self.smtp_authentication == "certificate":
            _load_certificate(
                context, self.smtp_ssl_certificate, self.smtp_ssl_private_key
            )
        return context

    def _open_session(self, host, port, user, password, encryption, debug, context):
        """Connect; hosts that are not this machine are not, unless mail is live."""
        if self.env.registry.mail_mode != "live" and not (
            host and is_loopback_host(host)
        ):
            if host:
                host.encode("idna")
            registry = self.env.registry
            return smtp_out.CapturedSession(registry.outbox.append, self.env.cr.now)
        return smtp_out.open_session(
            host, port, user, password, encryption, debug, context
        )

    @api.model
    def _close_session(self, smtp):
        """End a session, whatever its state."""
        if smtp is not None:
            quit_session(smtp)


def quit_session(smtp):
    """End a session, whatever its state."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()


def _load_certificate(context, certificate, private_key):
    names = []
    try:
        for content in (certificate, private_key):
            with tempfile.NamedTemporaryFile(delete=False) as file:
                file.write(base64.b64decode(content))
                names.append(file.name)
        context.load_cert_chain(*names)
    finally:
        for name in names:
            os.unlink(name)
