"""Outgoing mail servers: settings, connecting, the choice of a server."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import smtplib
import ssl
import tempfile
from email.message import EmailMessage
from email.utils import parseaddr

from odoo import _, api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

SMTP_TIMEOUT = 60
_TEST_SENDER = "noreply@odoo.com"


class MailDeliveryException(Exception):
    """A mail could not be delivered."""


class IrMail_Server(models.Model):  # noqa: N801  Odoo's name: the model's has a "_"
    _name = "ir.mail_server"
    _description = "Mail Server"
    _order = "sequence, id"
    _allow_sudo_commands = False

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

    # ---- testing
    def _get_test_email_addresses(self):
        """Return the sender and recipient of the test."""
        self.ensure_one()
        email_from = self.env.user.email
        email_to = _TEST_SENDER
        if self.from_filter:
            part = self.from_filter.split(",")[0].strip()
            email_from = part if "@" in part else f"noreply@{part}"
        if not email_from:
            raise UserError(
                _(
                    "Please configure an email on the current user to simulate "
                    "sending an "
                    "email message via this outgoing server"
                )
            )
        return email_from, email_to

    def test_smtp_connection(self, autodetect_max_email_size=False):
        """Connect and try a sender and a recipient, without sending a letter."""
        for server in self:
            with contextlib.ExitStack() as stack:
                try:
                    smtp = server._connect__(
                        mail_server_id=server.id, allow_archived=True
                    )
                    stack.callback(_quit, smtp)
                    server._try_recipient(smtp)
                    if autodetect_max_email_size:
                        server._detect_max_email_size(smtp)
                except (
                    UnicodeError,
                    OSError,
                    smtplib.SMTPException,
                    ssl.SSLError,
                ) as e:
                    raise UserError(_explain(e)) from e
        if autodetect_max_email_size:
            message = _(
                "Email maximum size updated (%(details)s).",
                details=", ".join(
                    f"{server.name}: {_size(server.max_email_size)}" for server in self
                ),
            )
        else:
            message = _("Connection Test Successful!")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success",
                "sticky": False,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _try_recipient(self, smtp):
        email_from, email_to = self._get_test_email_addresses()
        smtp_from, _rest = self._find_smtp_from(email_from)
        code, reply = smtp.mail(smtp_from)
        if code != 250:
            raise UserError(
                _(
                    "The server refused the sender address (%(email_from)s) with error "
                    "%(repl)s",
                    email_from=email_from,
                    repl=reply,
                )
            )
        code, reply = smtp.rcpt(email_to)
        if code not in (250, 251):
            raise UserError(
                _(
                    "The server refused the test recipient (%(email_to)s) with error "
                    "%(repl)s",
                    email_to=email_to,
                    repl=reply,
                )
            )
        smtp.putcmd("data")
        code, reply = smtp.getreply()
        if code != 354:
            raise UserError(
                _(
                    "The server refused the test connection with error %(repl)s",
                    repl=reply,
                )
            )

    def _find_smtp_from(self, email_from):
        return parseaddr(email_from)[1] or email_from, None

    def _detect_max_email_size(self, smtp):
        size = smtp.esmtp_features.get("size")
        if not size:
            raise UserError(
                _(
                    "The server “%(name)s” doesn't return the maximum email size.",
                    name=self.name,
                )
            )
        self.max_email_size = float(size) / (1024**2)

    def action_retrieve_max_email_size(self):
        """Ask the server how large a letter may be."""
        self.ensure_one()
        return self.test_smtp_connection(autodetect_max_email_size=True)

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
                        server.name,
                    )
                )
        elif not host:
            server, smtp_from = self.sudo()._find_mail_server(smtp_from)
        if server:
            settings = server._get_session_settings()
        else:
            settings = {
                "host": host or "localhost",
                "port": port or 25,
                "user": user,
                "password": password,
                "encryption": encryption or "none",
                "debug": smtp_debug,
                "context": None,
            }
        return self._open_session(**settings, smtp_from=smtp_from)

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

    def _open_session(
        self, host, port, user, password, encryption, debug, context, smtp_from=None
    ):
        if (encryption or "").startswith("ssl"):
            smtp = smtplib.SMTP_SSL(
                host,
                port,
                timeout=SMTP_TIMEOUT,
                context=context or ssl.create_default_context(),
            )
        else:
            smtp = smtplib.SMTP(host, port, timeout=SMTP_TIMEOUT)
        smtp.set_debuglevel(1 if debug else 0)
        if (encryption or "").startswith("starttls"):
            smtp.starttls(context=context)
        if user:
            local, at, domain = user.rpartition("@")
            if at:
                user = local + at + domain.encode("idna").decode("ascii")
            smtp.login(user, password or "")
        smtp.ehlo_or_helo_if_needed()
        smtp.from_filter = self.from_filter if len(self) == 1 else None
        smtp.smtp_from = smtp_from
        return smtp

    # ---- sending
    @api.model
    def _build_email__(
        self,
        email_from,
        email_to,
        subject,
        body,  # noqa: PLW3201
        email_cc=None,
        email_bcc=None,
        reply_to=False,
        attachments=None,
        message_id=None,
        references=None,
        object_id=False,
        subtype="plain",
        headers=None,
        body_alternative=None,
        subtype_alternative="plain",
    ):
        """Return a message as the email package knows it."""
        message = EmailMessage()
        message["From"] = email_from
        message["To"] = ", ".join(email_to)
        if email_cc:
            message["Cc"] = ", ".join(email_cc)
        if email_bcc:
            message["Bcc"] = ", ".join(email_bcc)
        if reply_to:
            message["Reply-To"] = reply_to
        message["Subject"] = subject
        for name, value in (headers or {}).items():
            message[name] = value
        if message_id:
            message["Message-Id"] = message_id
        if references:
            message["References"] = references
        message.set_content(body or "", subtype=subtype)
        if body_alternative:
            message.add_alternative(body_alternative, subtype=subtype_alternative)
        for name, content, mimetype in attachments or ():
            main, _slash, sub = (mimetype or "application/octet-stream").partition("/")
            message.add_attachment(content, main, sub, filename=name)
        return message

    @api.model
    def send_email(
        self,
        message,
        mail_server_id=None,
        smtp_server=None,
        smtp_port=None,
        smtp_user=None,
        smtp_password=None,
        smtp_encryption=None,
        smtp_ssl_certificate=None,
        smtp_ssl_private_key=None,
        smtp_debug=False,
        smtp_session=None,
    ):
        """Send a message and return its id."""
        smtp = smtp_session or self._connect__(
            smtp_server,
            smtp_port,
            smtp_user,
            smtp_password,
            smtp_encryption,
            smtp_from=message["From"],
            smtp_debug=smtp_debug,
            mail_server_id=mail_server_id,
        )
        recipients = [
            address
            for name in ("To", "Cc", "Bcc")
            for _name, address in _addresses(message.get_all(name, []))
        ]
        if not recipients:
            raise AssertionError(self.NO_VALID_RECIPIENT)
        del message["Bcc"]
        try:
            smtp.send_message(message, parseaddr(message["From"])[1], recipients)
        except smtplib.SMTPException as error:
            raise MailDeliveryException(
                _(
                    "Mail delivery failed via SMTP server '%(server)s'.\n%(exception)s",
                    server=smtp_server,
                    exception=error,
                ),
                error,
            ) from error
        finally:
            if not smtp_session:
                _quit(smtp)
        return message["Message-Id"]

    # ---- the choice of a server
    @api.model
    def _find_mail_server(self, email_from, mail_servers=None):
        """Return the best server for a sender, and the sender to use."""
        servers = self.sudo().search([]) if mail_servers is None else mail_servers
        address = (parseaddr(email_from or "")[1] or "").lower()
        domain = address.rpartition("@")[2]
        for wanted in (address, domain):
            for server in servers.filtered("from_filter"):
                if wanted and wanted in _filters(server.from_filter):
                    return server, email_from
        plain = servers.filtered(lambda server: not server.from_filter)
        return (plain or servers)[:1], email_from

    @api.model
    def _match_from_filter(self, email_from, from_filter):
        """Tell whether a sender may use a server with such a filter."""
        if not from_filter:
            return True
        address = (parseaddr(email_from or "")[1] or "").lower()
        parts = _filters(from_filter)
        return address in parts or address.rpartition("@")[2] in parts


def _filters(text):
    return {part.strip().lower() for part in (text or "").split(",") if part.strip()}


def _addresses(headers):
    from email.utils import getaddresses

    return getaddresses([str(header) for header in headers])


def _quit(smtp):
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()


def _size(megabytes):
    return f"{megabytes:.2f} Mb"


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


def _explain(error):
    """Return Odoo's text for a failed test."""
    if isinstance(error, UnicodeError):
        return _("Invalid server name!\n %s", error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _(
            "The server has closed the connection unexpectedly. Check "
            "configuration served on this port number.\n %s",
            error,
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return _("Server replied with following exception:\n %s", error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _("An option is not supported by the server:\n %s", error)
    if isinstance(error, smtplib.SMTPException):
        return _(
            "An SMTP exception occurred. Check port number and connection security "
            "type.\n %s",
            error,
        )
    if isinstance(error, ssl.SSLError):
        return _(
            "An SSL exception occurred. Check connection security type.\n %s", error
        )
    if isinstance(error, TimeoutError):
        return _(
            "No response received. Check server address and port number.\n %s", error
        )
    return _("Connection Test Failed! Here is what we got instead:\n %s", error)
