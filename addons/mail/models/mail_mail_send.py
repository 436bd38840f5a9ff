"""Sending mails: one letter for the addresses, one for each partner."""
from __future__ import annotations

import ast
import logging
import math
import re
import smtplib

from markupsafe import Markup, escape
from odoo import _, api, models
from odoo.tools.mail import (
    append_content_to_html,
    email_normalize,
    email_normalize_all,
    email_split_and_format,
    formataddr,
    html2plaintext,
)

_logger = logging.getLogger(__name__)
SESSION_BATCH = 1000
BASE64 = 1.37           # letters that a byte takes, with line ends
UNFOLLOW_LINK = re.compile(r"""((?:href|src)=["'])[^"']*/mail/unfollow[^"']*""")


class MailMail(models.Model):
    _inherit = "mail.mail"

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        """Send the mails that wait, a session for each server. Returns nothing."""
        for server_id, alias_domain_id, smtp_from, ids in self._split_by_mail_configuration():
            mails = self.browse(ids)
            smtp = None
            try:
                smtp = mails._open_smtp_session(server_id, smtp_from, alias_domain_id)
            except Exception as error:
                if raise_exception:
                    raise MailDeliveryFailure(
                        _("Unable to connect to SMTP Server"), error
                    ) from error
                mails._fail_connection(error)
                continue
            try:
                mails._send(
                    auto_commit=auto_commit, raise_exception=raise_exception,
                    smtp_session=smtp, alias_domain_id=alias_domain_id,
                    mail_server_id=server_id, post_send_callback=post_send_callback,
                )
                _logger.info("Sent batch %s emails via mail server ID #%s",
                             len(ids), server_id)
            finally:
                self.env["ir.mail_server"]._close_session(smtp)

    def _open_smtp_session(self, server_id, smtp_from, alias_domain_id):
        return self._server_model(alias_domain_id)._connect__(
            mail_server_id=server_id, smtp_from=smtp_from
        )

    @api.model
    def _server_model(self, alias_domain_id):
        domain = self.env["mail.alias.domain"].sudo().browse(alias_domain_id or ())
        return self.env["ir.mail_server"].with_context(
            domain_notifications_email=domain.default_from_email or False
            if domain else self.env.context.get("domain_notifications_email"),
            domain_bounce_address=domain.bounce_email or False
            if domain else self.env.context.get("domain_bounce_address"),
        )

    def _split_by_mail_configuration(self):
        """Yield (server, alias domain, SMTP sender, ids): what shares a session."""
        servers = self.env["ir.mail_server"].sudo().search([])
        groups = {}
        for mail in self.sudo().sorted("id"):
            if mail.state != "outgoing":
                continue
            domain = mail.record_alias_domain_id or self.env.company.sudo().alias_domain_id
            sender = self._server_model(domain.id)
            server, smtp_from = mail.mail_server_id, mail.email_from
            if not server:
                email_from = mail.email_from or sender._get_default_from_address() or ""
                server, smtp_from = sender._find_mail_server(email_from, servers)
            key = (server.id or False, domain.id or False, smtp_from or False)
            groups.setdefault(key, []).append(mail.id)
        for (server_id, domain_id, smtp_from), ids in groups.items():
            for start in range(0, len(ids), SESSION_BATCH):
                yield server_id, domain_id, smtp_from, ids[start:start + SESSION_BATCH]

    def _fail_connection(self, error):
        """Nobody answers: the mails failed, and those to be told with them."""
        reason = _explain(error)
        self.write({"state": "exception", "failure_reason": reason})
        for mail in self:
            mail._postprocess_sent_message(
                success_pids=[], success_emails=[], failure_type="mail_smtp",
                failure_reason=reason,
            )

    def _send(self, auto_commit=False, raise_exception=False, smtp_session=None,
              alias_domain_id=False, mail_server_id=False, post_send_callback=None):
        servers = self._server_model(alias_domain_id)
        for id_ in self.ids:
            # alone: a commit forgets all that was read, and each would read all again
            mail = self.browse(id_).exists()
            if not mail or mail.state != "outgoing":
                continue
            mail._send_one(servers, smtp_session, mail_server_id, raise_exception)
            if auto_commit:
                self.env.cr.commit()
        return True

    def _send_one(self, servers, smtp, server_id, raise_exception):
        """Send one mail's letters and note what became of them."""
        sent, failure_type, failure_reason = None, None, None
        success_pids, success_emails = [], []
        mail = self.with_context(lang=self.env.context.get("lang"))
        # what happens from here on must not send the mail twice
        mail.write({
            "state": "exception",
            "failure_reason": _(
                "Error without exception. Probably due to sending an email without "
                "computed recipients."
            ),
        })
        try:
            letters = mail._prepare_outgoing_list()
            if letters:
                mail._prepare_notifications()
            for letter in letters:
                if not letter["email_to_normalized"] and not letter["email_cc"]:
                    failure_type = "mail_email_missing" if not letter["email_to_raw"] \
                        else "mail_email_invalid"
                    continue
                try:
                    message = servers._build_email__(
                        **mail._letter_arguments(letter)
                    )
                    result = servers.send_email(
                        message, mail_server_id=server_id or None, smtp_session=smtp
                    )
                except (AssertionError, ValueError) as error:
                    if str(error) not in _no_recipient(servers) \
                            and not _is_from_error(servers, error):
                        raise
                    failure_type = _is_from_error(servers, error) or "mail_email_invalid"
                    failure_reason = str(error)
                    continue
                sent = result or sent
                if result:
                    if letter["partner_id"]:
                        success_pids.append(letter["partner_id"])
                    success_emails += letter["email_to_normalized"]
            if sent:
                mail.write({"state": "sent", "failure_type": False,
                            "failure_reason": False})
            elif failure_type:
                mail.write({
                    "state": "exception", "failure_type": failure_type,
                    "failure_reason": failure_reason
                    or _explain_type(self.env, failure_type),
                })
            mail._postprocess_sent_message(
                success_pids=success_pids, success_emails=success_emails,
                failure_type=failure_type, failure_reason=failure_reason,
            )
        except (MemoryError, smtplib.SMTPServerDisconnected):
            raise       # the session is gone: the mail stays in the queue
        except Exception as error:
            self._note_failure(mail, error, success_pids, success_emails)
            if raise_exception:
                if isinstance(error, (AssertionError, UnicodeEncodeError)):
                    raise MailDeliveryFailure(str(error)) from error
                raise

    def _note_failure(self, mail, error, success_pids, success_emails):
        reason = _explain(error)
        failure_type = "unknown"
        recipient_failure = failure_type
        if isinstance(error.__cause__, smtplib.SMTPRecipientsRefused):
            recipient_failure = "mail_email_invalid"
        text = _delivery_text(error)
        _logger.info("failed sending mail (id: %s) due to %s", mail.id, reason)
        mail.write({"state": "exception", "failure_reason": text or reason,
                    "failure_type": failure_type})
        mail._postprocess_sent_message(
            success_pids=success_pids, success_emails=success_emails,
            failure_type=recipient_failure, failure_reason=text or reason,
        )

    # ---- letters
    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        """Return the letters to send: for the addresses together, for each partner."""
        self.ensure_one()
        body = self._prepare_outgoing_body()
        headers = self._header_dict()
        body, files = self._link_large_files(body, headers, mail_server)
        attachments = self._attachment_contents(files)
        letters = []
        email_to = email_split_and_format(self.email_to) if self.email_to else []
        email_cc = email_split_and_format(self.email_cc) if self.email_cc else []
        if self.email_to or self.email_cc and len(self.recipient_ids) > 1:
            letters.append(self._letter(
                body, attachments, headers, email_to, self.email_to or "",
                email_cc=email_cc,
            ))
            email_cc = []
        for partner in self.recipient_ids:
            addresses = email_normalize_all(partner.email) or (
                [partner.email] if partner.email else []
            )
            to = [formataddr((partner.name or "", address)) for address in addresses]
            letters.append(self._letter(
                self._personal_body(body, partner), attachments, headers, to,
                partner.email or "", partner_id=partner.id, email_cc=email_cc,
            ))
        if not letters and email_cc:
            letters.append(self._letter(
                body, attachments, headers, [], "", email_cc=email_cc
            ))
        return letters

    def _personal_body(self, body, partner):
        """Return the body as one partner gets it: its own link to unfollow, or none."""
        if "/mail/unfollow" not in body or self.model not in self.env or not self.res_id:
            return body
        record = self.env[self.model].sudo().browse(self.res_id).exists()
        link = "#"
        if record and partner.user_ids.filtered(lambda user: not user.share) \
                and partner in record.message_partner_ids:
            link = record._notify_unfollow_link(partner.id)
        return UNFOLLOW_LINK.sub(lambda found: found.group(1) + str(escape(link)), body)

    def _letter(self, body, attachments, headers, email_to, raw, partner_id=False,
                email_cc=()):
        normalized = [m for m in (email_normalize(t, strict=False) for t in email_to) if m]
        return {
            "attachments": attachments, "body": body,
            "body_alternative": html2plaintext(body) if body else "",
            "email_cc": list(email_cc), "email_from": self.email_from,
            "email_to": email_to, "email_to_normalized": normalized,
            "email_to_raw": raw, "headers": headers, "message_id": self.message_id,
            "object_id": f"{self.res_id}-{self.model}"
            if self.res_id and self.model else "",
            "partner_id": partner_id, "references": self.references,
            "reply_to": self.reply_to, "subject": self.subject,
        }

    def _letter_arguments(self, letter):
        keys = ("attachments", "body", "body_alternative", "email_cc", "email_from",
                "email_to", "headers", "message_id", "object_id", "references",
                "reply_to", "subject")
        servers = self.env["ir.mail_server"]
        values = {key: letter[key] for key in keys}
        headers = dict(letter["headers"])
        bounce = self.record_alias_domain_id.bounce_email \
            or self.env.company.sudo().bounce_email
        if bounce:
            headers["Return-Path"] = bounce
        return {
            **values, "headers": headers, "subtype": "html",
            "subtype_alternative": "plain",
            "email_from": letter["email_from"]
            or servers._get_default_from_address() or self.env.user.email_formatted,
        }

    def _prepare_outgoing_body(self):
        """Return the body (hook)."""
        self.ensure_one()
        return self.env["mail.render.mixin"]._replace_local_links(self.body_html or "")

    def _link_large_files(self, body, headers, mail_server=False):
        """Return body and files: those of records are links when all are too large."""
        files = self.attachment_ids.sudo().sorted("id")
        owned = files.filtered(
            lambda a: a.res_model and a.res_id and a.res_model != "mail.message"
        )
        if not owned:
            return body, files
        servers = mail_server or self.mail_server_id or self.env["ir.mail_server"]
        size = len(body) + len(str(headers)) + sum(
            math.ceil((file.file_size or 0) * BASE64) for file in files
        )
        if size <= servers.sudo()._get_max_email_size() * 1024 * 1024:
            return body, files
        owned.generate_access_token()
        items = Markup("").join(
            Markup('<li><a href="%s">%s</a></li>') % (
                f"{file.get_base_url()}/web/content/{file.id}?download=1"
                f"&access_token={file.access_token}", file.name,
            ) for file in owned
        )
        return append_content_to_html(
            body, Markup("<ul>%s</ul>") % items, plaintext=False
        ), files - owned

    def _attachment_contents(self, files):
        """Return (name, bytes, type) of attachments; links are no files."""
        return [
            (file.name, file.raw or b"", file.mimetype)
            for file in files if file.type == "binary"
        ]

    def _header_dict(self):
        """Return the additional headers; what is no dict counts for nothing."""
        headers = {}
        if self.model and self.res_id:
            headers["X-Odoo-Objects"] = f"{self.model}-{self.res_id}"
        if self.headers:
            try:
                headers.update(ast.literal_eval(self.headers))
            except (ValueError, SyntaxError, TypeError):
                _logger.warning("Evaluation error when evaluating mail headers %r",
                                self.headers)
        return headers

    # ---- afterwards
    def _prepare_notifications(self):
        """Until it is known better the recipients could not be reached."""
        self.env["mail.notification"].sudo().search([
            ("notification_type", "=", "email"), ("mail_mail_id", "in", self.ids),
            ("notification_status", "not in", ("sent", "canceled")),
        ]).write({
            "notification_status": "exception", "failure_type": "unknown",
            "failure_reason": _(
                "Error without exception. Probably due to concurrent access update of "
                "notification records. Please see with an administrator."
            ),
        })

    def _postprocess_sent_message(self, success_pids, success_emails,
                                  failure_reason=False, failure_type=None):
        """Note with the notifications what became of the mail; delete it if asked."""
        told = self.filtered("is_notification")
        if told:
            notifications = self.env["mail.notification"].sudo().search([
                ("notification_type", "=", "email"), ("mail_mail_id", "in", told.ids),
                ("notification_status", "not in", ("sent", "canceled")),
            ])
            if notifications:
                failed = self.env["mail.notification"].sudo()
                if failure_type:
                    failed = notifications.filtered(
                        lambda n: n.res_partner_id.id not in success_pids
                        and (n.mail_email_address or "") not in success_emails
                    )
                    failed.write({
                        "notification_status": "exception",
                        "failure_type": failure_type, "failure_reason": failure_reason,
                    })
                    failed.mail_message_id._invalidate_documents()
                (notifications - failed).write({
                    "notification_status": "sent", "failure_type": False,
                    "failure_reason": False,
                })
        if not failure_type or failure_type in ("mail_email_invalid",
                                                "mail_email_missing"):
            self.sudo().filtered("auto_delete").unlink()
        return True


class MailDeliveryFailure(Exception):
    """A mail could not be delivered."""


def _explain(error):
    """Return the texts of an error, a line each."""
    if not error.args:
        return str(error)
    return "\n".join(str(part) for part in error.args)


def _delivery_text(error):
    """Return the reason that stays with the mail; the last part is the error itself."""
    if len(error.args) > 2:
        return "\n".join(str(part) for part in error.args[:2])
    return ""


def _explain_type(env, failure_type):
    selection = env["mail.mail"]._fields["failure_type"]._description_selection(env)
    return dict(selection).get(failure_type, "")


def _no_recipient(servers):
    return (servers.NO_VALID_RECIPIENT, servers.NO_FOUND_FROM, servers.NO_FOUND_SMTP_FROM)


def _is_from_error(servers, error):
    text = str(error)
    if text == servers.NO_FOUND_FROM:
        return "mail_from_missing"
    if text == servers.NO_FOUND_SMTP_FROM:
        return "mail_from_invalid"
    return None
