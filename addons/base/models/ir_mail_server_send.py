"""Building letters, handing them over, and the choice of a server."""
from __future__ import annotations

import logging
import smtplib

from odoo import _, api, models
from odoo.mail import message as mail_message
from odoo.tools.mail import (
    email_normalize,
    email_split,
    encapsulate_email,
    generate_tracking_message_id,
    html2plaintext,
)

from .ir_mail_server import MailDeliveryException, quit_session

_logger = logging.getLogger(__name__)


class IrMail_Server(models.Model):  # noqa: N801  Odoo's name
    _inherit = "ir.mail_server"

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
                quit_session(smtp)
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
