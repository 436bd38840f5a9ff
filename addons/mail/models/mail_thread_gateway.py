"""The gateway: what becomes of a mail that comes in."""
from __future__ import annotations

import ast
import email.message
import logging
from datetime import timedelta

from markupsafe import Markup
from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.mail import message as mail_message
from odoo.tools.mail import email_normalize, formataddr, generate_tracking_message_id

_logger = logging.getLogger(__name__)
_routes = logging.getLogger("odoo.addons.mail")
LOOP_MARK = "-loop-detection-bounce-email@"
LOOP_MINUTES = 120
LOOP_THRESHOLD = 20
MAX_EXPLANATIONS = 1000


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    # ---- the way in
    @api.model
    def message_process(self, model, message, custom_values=None, save_original=False,
                        strip_attachments=False, thread_id=None):
        """Make or update a record with a raw mail; the record's id.

        False for duplicates and what is answered with a bounce, nothing for loops;
        ValueError when nobody expects the mail. `model` is the last resort.
        """
        try:
            message = self._to_email_message(message)
            values = self.message_parse(message, save_original=save_original)
        except RecursionError as error:
            raise ValueError(_("The parts of a mail are nested too deeply")) from error
        if strip_attachments:
            values.pop("attachments", None)
        known = self.env["mail.message"].sudo().search([
            ("message_id", "=", values["message_id"]),
        ], limit=1)
        if known:
            _logger.info("Ignored mail from %s to %s with Message-Id %s: found duplicated "
                         "Message-Id during processing", values.get("email_from"),
                         values.get("to"), values.get("message_id"))
            self._explain_route(values, "duplicate", f"mail.message {known.id}")
            return False
        if self._detect_loop_headers(values):
            self._explain_route(values, "loop", "answers one of our bounces")
            return None
        routes = self.message_route(message, values, model, thread_id, custom_values)
        if self._detect_loop_sender(message, values, routes):
            self._explain_route(values, "loop", "too many mails of the sender")
            return None
        return self._message_route_process(message, values, routes)

    @api.model
    def _to_email_message(self, message):
        if isinstance(message, email.message.EmailMessage):
            return message
        data = getattr(message, "data", message)
        if isinstance(data, str):
            data = data.encode("utf-8")
        return mail_message.read(bytes(data))

    @api.model
    def _explain_route(self, values, outcome, why):
        """Note why a mail went where it went: at DEBUG, and for the inspector."""
        entry = {
            "message_id": values.get("message_id"), "from": values.get("email_from"),
            "to": values.get("recipients"), "subject": values.get("subject"),
            "references": values.get("references"), "outcome": outcome, "why": why,
            "moment": str(self.env.cr.now()),
        }
        found = vars(self.env.registry).setdefault("mail_routes", [])
        if len(found) >= MAX_EXPLANATIONS:
            del found[0]
        found.append(entry)
        _routes.debug("Routing mail %(message_id)s from %(from)s to %(to)s: %(outcome)s "
                      "(%(why)s)", entry)

    # ---- loops
    @api.model
    def _detect_loop_headers(self, values):
        """Tell whether a mail answers one of our bounces."""
        return LOOP_MARK in (values.get("references") or "") \
            or LOOP_MARK in (values.get("in_reply_to") or "")

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Return which records of the model a sender has made (hook)."""
        primary = self._mail_get_primary_email_field()
        if primary:
            return [(primary, "ilike", email_from_normalized)]
        if "email_from" in self._fields:
            return [("email_from", "ilike", email_from_normalized)]
        return None

    @api.model
    def _detect_loop_sender(self, message, values, routes):
        """Tell whether a sender writes too often; such a one is answered once more."""
        sender = email_normalize(values.get("email_from"), strict=False)
        if not sender or not routes:
            return False
        if self.env["mail.gateway.allowed"].sudo().search_count([
            ("email_normalized", "=", sender),
        ], limit=1):
            return False
        parameter = self.env["ir.config_parameter"].sudo()
        minutes = int(parameter.get_param("mail.gateway.loop.minutes", LOOP_MINUTES))
        limit = int(parameter.get_param("mail.gateway.loop.threshold", LOOP_THRESHOLD))
        since = fields.Datetime.now() - timedelta(minutes=minutes)
        for model_name, thread_id, *_rest in routes:
            model = self.env[model_name]
            if not thread_id:
                found = self._count_sender_records(model, sender, since)
            else:
                found = self.env["mail.message"].sudo().search_count([
                    ("model", "=", model_name), ("res_id", "=", thread_id),
                    ("email_from", "ilike", sender), ("message_type", "=", "email"),
                    ("create_date", ">=", since),
                ])
            if found >= limit:
                _logger.info("Email address %s created too many records", sender)
                self._answer_loop(message, values)
                return True
        return False

    @api.model
    def _count_sender_records(self, model, sender, since):
        if not hasattr(model, "_detect_loop_sender_domain"):
            return 0
        domain = model.sudo()._detect_loop_sender_domain(sender)
        if not domain:
            return 0
        return model.sudo().with_context(active_test=False).search_count([
            ("create_date", ">=", since), *domain,
        ])

    @api.model
    def _answer_loop(self, message, values):
        body = Markup("<div><p>%s</p><p>%s</p></div>") % (_("Hi,"), _(
            "You sent too many emails to %(company)s in a short time: this one was not "
            "taken in. Please wait a while before you write again.",
            company=self.env.company.name,
        ))
        self._routing_create_bounce_email(
            values["email_from"], body, message, references=self._loop_references(values)
        )

    @api.model
    def _loop_references(self, values):
        own = generate_tracking_message_id("loop-detection-bounce-email")
        return f"{values['message_id']} {own}"

    # ---- answers to those who may not enter
    @api.model
    def _routing_create_bounce_email(self, email_from, body_html, message, **mail_values):
        """Write to the sender why a mail was not taken in."""
        to = str(message["Return-Path"] or "").strip(" <>") or email_from
        if "@" not in (to or ""):
            to = email_from
        if not to:
            return self.env["mail.mail"]
        bounce = self.env.company.sudo().bounce_email
        sender = formataddr(("MAILER-DAEMON", bounce)) if bounce else \
            self.env["ir.mail_server"]._get_default_from_address() \
            or self.env.user.email_formatted
        mail = self.env["mail.mail"].sudo().create({
            "author_id": False, "body_html": body_html, "email_from": sender,
            "subject": f"Re: {message['Subject'] or ''}".strip(), "email_to": email_from,
            "auto_delete": True, **self._bounce_reply_to(), **mail_values,
        })
        mail.send()
        return mail

    @api.model
    def _bounce_reply_to(self):
        reply_to = self.env["mail.thread"]._notify_get_reply_to(
            default=self.env.user.email_formatted
        )[False]
        return {"reply_to": reply_to} if reply_to else {}

    # ---- making records of routes
    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Make or update the records of the routes; the id of the last one."""
        self = self.with_context(attachments_mime_plainxml=True)
        message_dict = dict(message_dict)
        partner_ids = message_dict.pop("partner_ids", [])
        thread_id = False
        for model, res_id, custom_values, user_id, alias in routes or ():
            values = {**message_dict, "partner_ids": list(partner_ids)}
            user = self.env["res.users"].sudo().browse(user_id)
            target = self.env[model].with_context(
                mail_create_nosubscribe=True, mail_create_nolog=True
            )
            subtype_id = False
            if res_id and hasattr(target, "message_update"):
                thread = target.with_user(user).sudo().browse(res_id)
                thread.message_update(values)
            else:
                values.pop("parent_id", None)
                res_id = False
                thread = self._new_thread(
                    target.with_user(user).sudo(), values, custom_values, alias, message
                )
                if hasattr(thread, "_creation_subtype"):
                    subtype_id = thread._creation_subtype().id
            thread_id = thread.id
            if alias:
                alias = alias.sudo()
                if alias.alias_status != "valid":
                    alias.alias_status = "valid"
            self._post_incoming(thread, values, subtype_id, partner_ids)
            self._explain_route(
                message_dict, "update" if res_id else "new",
                f"{model},{thread_id}" + (f" by alias {alias.display_name}" if alias
                                          else ""),
            )
        return thread_id

    @api.model
    def _new_thread(self, target, values, custom_values, alias, message):
        try:
            thread = target.message_new(values, custom_values)
            self.env.flush_all()
            return thread
        except Exception:
            if alias:
                alias_id, registry = alias.id, self.env.registry
                uid, context = self.env.uid, dict(self.env.context)

                def tell():
                    with registry.cursor("write") as cr:
                        env = api.Environment(cr, uid, context)
                        failed = env["mail.alias"].browse(alias_id).sudo().exists()
                        if failed:
                            failed._alias_bounce_incoming_email(message, values)

                self.env.cr.postrollback.add(tell)
            raise

    @api.model
    def _post_incoming(self, thread, values, subtype_id, partner_ids):
        """Post the mail on the record, as the system."""
        parent = self.env["mail.message"].sudo().browse(values.get("parent_id") or ())
        internal = parent.subtype_id.internal or parent.is_internal if parent else False
        addressed = []
        if internal:
            subtype_id = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
            if parent.author_id:
                addressed = parent.author_id.ids
        elif not subtype_id:
            subtype_id = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        post = {
            "author_id": values.get("author_id") or False,
            "body": Markup(values.get("body") or ""),
            "email_from": values.get("email_from") or False,
            "subject": values.get("subject"), "message_type": "email",
            "message_id": values["message_id"], "date": values.get("date"),
            "parent_id": values.get("parent_id") or False, "subtype_id": subtype_id,
            "is_internal": bool(internal),
            "attachments": values.get("attachments") or [],
            "incoming_email_to": values.get("to_filtered") or "",
            "incoming_email_cc": values.get("cc_filtered") or "",
            "partner_ids": addressed,
        }
        root = thread.with_user(SUPERUSER_ID)
        if thread._name == "mail.thread":
            return root.message_notify(**{
                k: v for k, v in post.items()
                if k not in ("message_type", "message_id", "parent_id")
            })
        # a new thread starts with this mail: it hangs on nothing
        root = root.with_context(mail_new_thread=True) if not post["parent_id"] else root
        new = root.message_post(**post)
        if partner_ids:
            # told now they would get the mail a second time
            new.sudo().write({"partner_ids": [(4, id_) for id_ in partner_ids]})
        return new

    # ---- hooks of records
    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make a record of a mail (hook)."""
        data = dict(custom_values) if isinstance(custom_values, dict) else {}
        names = self._fields
        name_field = self._rec_name or "name"
        if name_field in names and not data.get(name_field):
            data[name_field] = msg_dict.get("subject", "")
        primary = self._mail_get_primary_email_field()
        if primary and msg_dict.get("email_from") and not data.get(primary):
            data[primary] = msg_dict["email_from"]
        return self.create(data)

    def message_update(self, msg_dict, update_vals=None):
        """Change the records with a mail that answers (hook)."""
        if update_vals:
            self.write(update_vals)
        return True

    @api.model
    def _alias_custom_values(self, alias):
        return dict(ast.literal_eval(alias.alias_defaults))
