"""Outgoing mail servers: settings, connecting, the choice of a server."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import smtplib
import ssl
import tempfile
from email.utils import parseaddr

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.mail import message as mail_message
from odoo.mail import smtp_out
from odoo.tools.mail import (
    email_normalize,
    email_split,
    encapsulate_email,
    generate_tracking_message_id,
    html2plaintext,
)
from odoo.tools.mailbox_host import is_loopback_host

_logger = logging.getLogger(__name__)

_TEST_SENDER = "noreply@odoo.com"


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
            addresses = server._get_test_email_addresses()
            with contextlib.ExitStack() as stack:
                try:
                    smtp = server._connect__(
                        mail_server_id=server.id, allow_archived=True
                    )
                    # in the middle of a letter the server would not hear a QUIT
                    stack.callback(smtp.close)
                    server._try_recipient(smtp, *addresses)
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

    def _try_recipient(self, smtp, email_from, email_to):
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

    def _get_max_email_size(self):
        """Return how large a letter may be, in MB: the server's size, or the setting."""
        if self.max_email_size:
            return self.max_email_size
        return float(self.env["ir.config_parameter"].sudo().get_param(
            "base.default_max_email_size", "10"
        ))

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
            _quit(smtp)

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
        email_from = email_from or self._get_default_from_address()
        assert email_from, self.NO_FOUND_FROM
        given = dict(headers or {})
        texts = {
            "Message-Id": message_id or generate_tracking_message_id("private"),
            "References": references or "",
            "Subject": subject or "",
            "From": email_from,
            "Reply-To": reply_to or email_from,
            "To": ", ".join(_as_list(email_to)),
            "Cc": ", ".join(_as_list(email_cc)),
            "Bcc": ", ".join(_as_list(email_bcc)),
            **{name: str(value) for name, value in given.items()},
        }
        alternative = None
        if subtype == "html" or body_alternative:
            alternative = body_alternative or html2plaintext(body)
        return mail_message.build(
            texts,
            str(body or ""),
            subtype=subtype,
            alternative=alternative,
            alternative_subtype=subtype_alternative,
            attachments=attachments or (),
            moment=self.env.cr.now(),
        )

    @api.model
    def _get_default_bounce_address(self):
        """Return where bounces go; an addon knows (hook)."""
        return self.env["ir.config_parameter"].sudo().get_param("mail.bounce.address")

    @api.model
    def _get_default_from_address(self):
        """Return the sender of mails that have none; an addon knows (hook)."""
        return self.env["ir.config_parameter"].sudo().get_param(
            "mail.default.from", self.env.registry.mail_settings.get("email_from")
        )

    @api.model
    def _prepare_email_message__(self, message, smtp_session):  # noqa: PLW3201
        """Return (envelope sender, recipients, message) as the session wants them."""
        bounce = (
            message["Return-Path"]
            or self._get_default_bounce_address()
            or message["From"]
        )
        smtp_from = message["From"] or bounce
        assert smtp_from, self.NO_FOUND_SMTP_FROM
        recipients = self._get_recipients(message)
        assert recipients, self.NO_VALID_RECIPIENT
        del message["Bcc"]
        from_filter = getattr(smtp_session, "from_filter", False)
        smtp_from = getattr(smtp_session, "smtp_from", False) or smtp_from
        notifications = self._get_notifications_email()
        if notifications and email_normalize(str(smtp_from)) == email_normalize(
            notifications
        ) and email_normalize(str(message["From"])) != email_normalize(notifications):
            smtp_from = encapsulate_email(str(message["From"]), notifications)
        if str(message["From"]) != str(smtp_from):
            del message["From"]
            message["From"] = str(smtp_from)
        if self._match_from_filter(str(bounce), from_filter):
            smtp_from = bounce
        found = email_split(str(smtp_from))
        assert found, self.NO_VALID_FROM % {"smtp_from": smtp_from}
        return found[-1], recipients, message

    @api.model
    def _get_recipients(self, message):
        """Return the addresses that the letter goes to, each once."""
        found = {}
        for name in ("To", "Cc", "Bcc"):
            for _label, address in _addresses(message.get_all(name, [])):
                if "@" in address and address.isascii():
                    found[address] = None
                elif "@" in address:
                    local, _at, domain = address.rpartition("@")
                    found[f"{local}@{_to_ascii(domain)}"] = None
        return list(found)

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
        """Send a message and return its id; MailDeliveryException when it is refused."""
        smtp = smtp_session or self._connect__(
            smtp_server,
            smtp_port,
            smtp_user,
            smtp_password,
            smtp_encryption,
            smtp_from=str(message["From"]),
            smtp_debug=smtp_debug,
            mail_server_id=mail_server_id,
        )
        sender, recipients, message = self._prepare_email_message__(message, smtp)
        try:
            smtp.send_message(message, sender, recipients)
        except smtplib.SMTPServerDisconnected:
            raise
        except Exception as error:
            reason = _(
                "Mail delivery failed via SMTP server '%(server)s'.\n"
                "%(exception_name)s: %(message)s",
                server=smtp_server,
                exception_name=type(error).__name__,
                message=error,
            )
            _logger.info(reason)
            raise MailDeliveryException(_("Mail Delivery Failed"), reason) from error
        finally:
            if not smtp_session:
                _quit(smtp)
        return str(message["Message-Id"])

    # ---- the choice of a server
    @api.model
    def _find_mail_server(self, email_from, mail_servers=None):
        """Return the best server for a sender, and the sender to use.

        First servers for the sender or its domain, then those for the address of
        notifications, then those for everybody; with the latter notifications send.
        """
        servers = self.sudo().search([]) if mail_servers is None else mail_servers
        servers = servers.filtered("active").sorted(lambda s: (s.sequence, s.id))
        notifications = self._get_notifications_email()
        for sender in (email_from, notifications):
            address = email_normalize(str(sender or ""), strict=False)
            for wanted in (address, address and address.partition("@")[2]):
                for server in servers.filtered("from_filter"):
                    if wanted and wanted in _filters(server.from_filter):
                        return server, sender
        open_servers = servers.filtered(lambda server: not server.from_filter)
        if open_servers:
            return open_servers[0], notifications or email_from
        if servers:
            _logger.warning("No mail server matches the from_filter, using %s as fallback",
                            notifications or email_from)
            return servers[0], notifications or email_from
        if self._match_from_filter(str(email_from or ""), self._from_filter()):
            return servers, email_from
        if notifications and self._match_from_filter(notifications, self._from_filter()):
            return servers, notifications
        return servers, email_from

    @api.model
    def _get_notifications_email(self):
        """Return the address that notifications are sent from, if there is one."""
        given = self.env.context.get("domain_notifications_email")
        return email_normalize(
            given or (self._get_default_from_address() if given is None else "") or ""
        )

    @api.model
    def _match_from_filter(self, email_from, from_filter):
        """Tell whether a sender may use a server with such a filter."""
        if not from_filter:
            return True
        address = email_normalize(email_from or "", strict=False) or ""
        parts = _filters(from_filter)
        return address in parts or address.rpartition("@")[2] in parts


def _filters(text):
    return {part.strip().lower() for part in (text or "").split(",") if part.strip()}


def _addresses(headers):
    from email.utils import getaddresses

    return getaddresses([str(header) for header in headers])


def _as_list(value):
    return [value] if isinstance(value, str) else list(value or ())


def _to_ascii(domain):
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


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
