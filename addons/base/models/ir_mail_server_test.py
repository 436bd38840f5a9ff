"""Trying an outgoing mail server."""
from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.utils import parseaddr

from odoo import _, models
from odoo.exceptions import UserError

_TEST_SENDER = "noreply@odoo.com"


class IrMail_Server(models.Model):  # noqa: N801  Odoo's name
    _inherit = "ir.mail_server"

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


def _size(megabytes):
    return f"{megabytes:.2f} Mb"


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
