"""Reading mails: headers, bodies, attachments, reports."""
from __future__ import annotations

import datetime
import email.message
import email.utils
import logging
import re
import time

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.mail import message as mail_message
from odoo.tools.mail import (
    append_content_to_html,
    email_normalize,
    email_split,
    email_split_and_format,
    mail_header_msgid_re,
)

_logger = logging.getLogger(__name__)
RECIPIENT_HEADERS = ("Delivered-To", "To", "Cc", "Resent-To", "Resent-Cc")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_parse(self, message, save_original=False):
        """Return what a mail holds, ready to be routed and posted."""
        if not isinstance(message, email.message.EmailMessage):
            raise ValueError(_("Message should be a valid EmailMessage instance"))
        message_id = _clean(message["Message-Id"])
        if not message_id:
            message_id = f"<{time.time():.10f}@localhost>".replace(".", "", 1)
            _logger.debug("Parsing Message without message-id, generating a random one: "
                          "%s", message_id)
        sender = _clean(message["From"])
        values = {
            "message_type": "email", "message_id": message_id,
            "subject": _clean(message["Subject"]),
            "email_from": (email_split_and_format(sender) or [sender])[0]
            if sender else False,
            "from": sender,
            "to": ",".join(_formatted(message, "Delivered-To", "To")[:50000]),
            "cc": ",".join(_formatted(message, "Cc")),
            "recipients": ",".join(_formatted(message, *RECIPIENT_HEADERS)),
            "references": _clean(message["References"]),
            "in_reply_to": _clean(message["In-Reply-To"]),
            "date": _read_date(message["Date"]),
            "is_internal": False, "parent_id": False,
            "x_odoo_message_id": _clean(message["X-Odoo-Message-Id"]),
        }
        if not values["email_from"] and message["Return-Path"]:
            values["email_from"] = _clean(message["Return-Path"]).strip("<>") or False
        self._filter_recipients(values)
        parent = self._find_parent(values)
        if parent:
            values["parent_id"] = parent.id
            values["is_internal"] = bool(parent.subtype_id.internal)
        author = self._find_author(values["email_from"])
        values["author_id"] = author.id
        values["partner_ids"] = self._known_recipients(values).ids
        values.update(self._message_parse_extract_payload(message, save_original))
        values.update(self._message_parse_extract_bounce(message, values))
        return values

    @api.model
    def _find_author(self, sender):
        partners = self.env["res.partner"].sudo()
        if not sender:
            return partners
        return self._partner_find([sender])[:1]

    @api.model
    def _filter_recipients(self, values):
        """Leave our own addresses out of what is kept of To and Cc."""
        found = {name: email_split_and_format(values[name]) for name in ("to", "cc")}
        normalized = {text: email_normalize(text, strict=False)
                      for texts in found.values() for text in texts}
        ours = set(self.env["mail.alias.domain"].sudo()._find_aliases(
            [address for address in normalized.values() if address]
        ))
        for name, texts in found.items():
            values[f"{name}_filtered"] = ",".join(
                text for text in texts if normalized[text] not in ours
            )

    @api.model
    def _known_recipients(self, values):
        """Return the partners among the recipients."""
        addresses = [
            *email_split(values["to_filtered"]), *email_split(values["cc_filtered"])
        ]
        return self._partner_find(addresses) if addresses else self.env["res.partner"]

    # ---- bodies
    @api.model
    def _message_parse_extract_payload(self, message, save_original=False):
        """Return body and attachments."""
        attachments = []
        if save_original:
            attachments.append(("original_email.eml", mail_message.write(message), {}))
        if not message.is_multipart() and message.get_content_maintype() == "text" \
                and not message.get_filename():
            content = _content(message)
            if message.get_content_type() == "text/html":
                return {"body": content, "attachments": attachments}
            return {
                "body": append_content_to_html("", content, preserve=True).lstrip("\n"),
                "attachments": attachments,
            }
        body, alternative, html = "", False, ""
        for part in message.walk():
            kind = part.get_content_type()
            if kind == "multipart/alternative":
                alternative = True
            if part.get_content_maintype() == "multipart":
                continue
            name = (part.get_filename() or "").replace("\x00", "")
            cid = part["Content-Id"]
            if name and cid:
                attachments.append((name, _bytes(part), {"cid": str(cid).strip("<> ")}))
                continue
            disposition = str(part["Content-Disposition"] or "").strip().lower()
            if name or disposition.startswith("attachment"):
                attachments.append((name or "attachment", _attached(part), {
                    "encoding": part.get_content_charset(),
                }))
                continue
            if kind == "text/plain" and (not alternative or not body):
                body = append_content_to_html(body, _content(part), preserve=True)
            elif kind == "text/html":
                if alternative and not html:
                    body = html = Markup(_content(part))
                else:
                    body = append_content_to_html(body, _content(part), plaintext=False)
            elif kind.startswith("message/"):
                continue
            elif part.get_content_maintype() != "text":
                attachments.append((name or "attachment", _bytes(part), {}))
        return {"body": type(body)(body.lstrip("\n")) if body else "",
                "attachments": attachments}

    # ---- reports of failed delivery
    @api.model
    def _message_parse_extract_bounce(self, message, values):
        """Return whose mail came back, and which one it was."""
        nobody = self.env["res.partner"].sudo()
        if not self._detect_is_bounce(message, values):
            return {"bounced_email": False, "bounced_partner": nobody,
                    "bounced_message": self.env["mail.message"].sudo(),
                    "bounced_msg_ids": []}
        address, ids = "", []
        for part in message.walk():
            kind = part.get_content_type()
            if kind == "message/delivery-status":
                address = address or _final_recipient(part)
            elif kind in ("text/rfc822-headers", "message/rfc822"):
                text = part.as_string() if kind == "message/rfc822" \
                    else str(_content(part))
                ids += _message_ids(text)
        if not ids:
            ids = mail_header_msgid_re.findall(
                f"{values.get('in_reply_to') or ''} {values.get('references') or ''}"
            )
        address = email_normalize(address, strict=False) if address else False
        original = self.env["mail.message"].sudo().search(
            [("message_id", "in", ids)], limit=1, order="id desc"
        ) if ids else self.env["mail.message"].sudo()
        partner = nobody.search([("email_normalized", "=", address)]) if address \
            else nobody
        if not address and original and len(original.notified_partner_ids) == 1:
            partner = original.notified_partner_ids
            address = partner.email_normalized
        return {"bounced_email": address, "bounced_partner": partner,
                "bounced_message": original, "bounced_msg_ids": ids}


def _clean(value):
    text = str(value).replace("\x00", "") if value else ""
    return re.sub(r"\s*[\r\n]+\s*", " ", text).strip()


def _formatted(message, *names):
    found = {}
    for name in names:
        for header in message.get_all(name, []):
            for text in email_split_and_format(_clean(header)):
                found[text] = None
    return list(found)


def _read_date(value):
    import dateutil.parser  # a start does without it
    now = fields.Datetime.now()
    if not value:
        return fields.Datetime.to_string(now)
    try:
        moment = dateutil.parser.parse(_clean(value), fuzzy=True)
        if moment.tzinfo:
            moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError, AttributeError):
        _logger.info("Failed to parse Date header %r in incoming mail", str(value))
        moment = now
    return fields.Datetime.to_string(moment.replace(microsecond=0))


def _content(part):
    """Return the text of a part, with plain line ends; LookupError: unknown charset."""
    content = part.get_content()
    if isinstance(content, bytes):
        content = content.decode("utf-8", "replace")
    return str(content).replace("\r\n", "\n").replace("\x00", "")


def _bytes(part):
    return part.get_payload(decode=True) or b""


def _attached(part):
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return mail_message.write(inner[0]) if isinstance(inner, list) and inner else b""
    return _bytes(part)


def _final_recipient(part):
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else []
    for block in blocks:
        for name in ("Final-Recipient", "Original-Recipient"):
            value = _clean(block.get(name))
            if value:
                return value.partition(";")[2].strip() or value
    return ""


def _message_ids(text):
    found = []
    for name in ("X-Odoo-Message-Id", "Message-Id", "In-Reply-To", "References"):
        match = re.search(rf"^{name}:((?:.|\n[ \t])*)", text, re.I | re.M)
        if match:
            found += mail_header_msgid_re.findall(match.group(1))
    return found
