"""Finding where a mail belongs: references, aliases, the last resort."""
from __future__ import annotations

import ast
import logging

from markupsafe import Markup
from odoo import _, api, models
from odoo.tools.mail import (
    email_normalize,
    email_normalize_all,
    html2plaintext,
    mail_header_msgid_re,
)

_logger = logging.getLogger(__name__)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None,
                      custom_values=None):
        """Return where a mail belongs: (model, id, values, user, alias), or nothing.

        ValueError when nobody expects it.
        """
        if self._detect_is_bounce(message, message_dict):
            self._routing_handle_bounce(message, message_dict)
            self._explain_route(message_dict, "bounce", "a report of failed delivery")
            return []
        self._routing_reset_bounce(message, message_dict)
        recipients = email_normalize_all(message_dict.get("recipients"))
        aliases = self._aliases_of(recipients)
        parent = self._find_parent(message_dict)
        if parent and parent.model and parent.res_id:
            others = aliases.filtered(lambda a: a.alias_model_id.model != parent.model)
            if not others:
                route = self._reply_route(
                    message, message_dict, parent, custom_values, aliases
                )
                return [route] if route else []
            aliases = others
        message_dict.pop("parent_id", None)
        if aliases:
            return self._alias_routes(message, message_dict, aliases)
        if self._detect_write_to_catchall(message_dict):
            self._answer_catchall(message, message_dict)
            self._explain_route(message_dict, "bounce", "written to catchall")
            return []
        if model:
            user_id = self._mail_find_user_for_gateway(
                message_dict["email_from"]
            ).id or self.env.uid
            route = self._routing_check_route(
                message, message_dict, (model, thread_id, custom_values, user_id, None)
            )
            if route:
                return [route]
        self._explain_route(message_dict, "refused", "no route")
        raise ValueError(_(
            "No possible route found for incoming message from %(email_from)s to "
            "%(email_to)s (Message-Id %(message_id)s:). Create an appropriate mail.alias "
            "or force the destination model.",
            email_from=message_dict["email_from"], email_to=message_dict["to"],
            message_id=message_dict["message_id"],
        ))

    @api.model
    def _find_parent(self, message_dict):
        """Return the message that a mail answers, by In-Reply-To and References."""
        parent = self.env["mail.message"].sudo().browse(message_dict.get("parent_id") or ())
        if parent:
            return parent
        ids = mail_header_msgid_re.findall(
            f"{message_dict.get('references') or ''} {message_dict.get('in_reply_to') or ''}"
        )
        return self.env["mail.message"].sudo().search(
            [("message_id", "in", ids)], order="id desc", limit=1
        ) if ids else parent

    @api.model
    def _aliases_of(self, addresses):
        """Return the aliases among addresses, by address or only by local part."""
        if not addresses:
            return self.env["mail.alias"].sudo()
        return self.env["mail.alias"].sudo().search([
            "|", ("alias_full_name", "in", addresses),
            "&", ("alias_name", "in", [a.partition("@")[0] for a in addresses]),
            ("alias_incoming_local", "=", True),
        ]).filtered(lambda a: a.alias_name and (
            a.alias_domain_id or a.alias_incoming_local
        ))

    @api.model
    def _reply_route(self, message, message_dict, parent, custom_values, aliases):
        alias = aliases.filtered(lambda a: a.alias_model_id.model == parent.model)[:1]
        user_id = self._mail_find_user_for_gateway(
            message_dict["email_from"], alias=alias
        ).id or self.env.uid
        message_dict.setdefault("parent_id", parent.id)
        if not message_dict.get("parent_id"):
            message_dict["parent_id"] = parent.id
        return self._routing_check_route(
            message, message_dict,
            (parent.model, parent.res_id, custom_values, user_id, alias or None),
        )

    @api.model
    def _alias_routes(self, message, message_dict, aliases):
        routes = []
        for alias in aliases:
            user_id = self._mail_find_user_for_gateway(
                message_dict["email_from"], alias=alias
            ).id or self.env.uid
            route = self._routing_check_route(message, message_dict, (
                alias.sudo().alias_model_id.model, alias.alias_force_thread_id,
                dict(ast.literal_eval(alias.alias_defaults)), user_id, alias,
            ))
            if route:
                routes.append(route)
        return routes

    @api.model
    def _mail_find_user_for_gateway(self, email_value, alias=None):
        """Return the active user behind an address."""
        normalized = email_normalize(email_value, strict=False)
        users = self.env["res.users"].sudo()
        if not normalized:
            return users
        if self._is_our_address(normalized):
            return users
        return users.search([
            "|", ("email_normalized", "=", normalized), ("login", "=", normalized),
        ], limit=1)

    @api.model
    def _is_our_address(self, normalized):
        return bool(self.env["mail.alias"].sudo().search_count([
            ("alias_full_name", "=", normalized),
        ], limit=1))

    @api.model
    def _routing_check_route(self, message, message_dict, route):
        """Return the route, changed if need be; nothing when the sender is refused."""
        model, thread_id, custom_values, user_id, alias = route
        if model not in self.env:
            raise ValueError(_("Mailbox unavailable - %s", _(
                "unknown target model %s", model
            )))
        records = self.env[model]
        if thread_id:
            record = records.sudo().browse(thread_id)
            if not record.exists():
                _logger.info("Reply to missing document (%s,%s), fall back on document "
                             "creation", model, thread_id)
                thread_id = False
            elif not hasattr(records, "message_update"):
                thread_id = False
        if not thread_id and not hasattr(records, "message_new"):
            raise ValueError(_("Mailbox unavailable - %s", _(
                "model %s does not accept document creation", model
            )))
        if alias:
            target = records.sudo().browse(thread_id or alias.alias_force_thread_id or ())
            if not target and alias.alias_parent_model_id \
                    and alias.alias_parent_thread_id:
                parent = alias.alias_parent_model_id.model
                target = self.env[parent].sudo().browse(alias.alias_parent_thread_id)
            error = target._alias_get_error(message, message_dict, alias)
            if error:
                _logger.info("Routing mail with Message-Id %s: %s",
                             message_dict["message_id"], error)
                self._explain_route(message_dict, "refused", error)
                alias._alias_bounce_incoming_email(
                    message, message_dict, set_invalid=False
                )
                return ()
        return model, thread_id, custom_values, user_id, alias

    def _alias_get_error(self, message, message_dict, alias):
        """Return why the sender may not write; nothing when it may."""
        author = self.env["res.partner"].sudo().browse(message_dict.get("author_id") or ())
        contact = alias.alias_contact
        if contact == "followers":
            if not self.ids:
                return _("incorrectly configured alias (unknown reference record)")
            if "message_partner_ids" not in self._fields:
                return _("incorrectly configured alias")
            if not author or author not in self.sudo().message_partner_ids:
                return _("restricted to followers")
        if contact == "partners" and not author:
            return _("restricted to known authors")
        return None

    # ---- catchall
    @api.model
    def _detect_write_to_catchall(self, message_dict):
        """Tell whether a mail is written to catchall."""
        catchalls = {
            d.catchall_email for d in self.env["mail.alias.domain"].sudo().search([])
        }
        return any(address in catchalls
                   for address in email_normalize_all(message_dict.get("recipients")))

    @api.model
    def _answer_catchall(self, message, message_dict):
        company = self.env.company
        body = Markup("<div><p>%s</p><p>%s</p><p>%s</p></div>") % (_("Hello,"), _(
            "The email sent to %(email)s cannot be processed: this address only collects "
            "replies and should not be used to contact us directly.",
            email=message_dict["to"],
        ), _("Please write to us at another address. %(company)s", company=company.name))
        bounce = company.sudo().bounce_email
        self._routing_create_bounce_email(
            message_dict["email_from"], body, message,
            references=self._loop_references(message_dict),
            reply_to=f"MAILER-DAEMON <{bounce}>" if bounce else False,
        )

    # ---- bounces
    @api.model
    def _detect_is_bounce(self, message, message_dict):
        """Tell whether a mail reports that another one could not be delivered."""
        bounces = {
            d.bounce_email for d in self.env["mail.alias.domain"].sudo().search([])
        }
        if any(a in bounces for a in email_normalize_all(message_dict.get("to"))):
            return True
        sender = email_normalize(message_dict.get("email_from"), strict=False) or ""
        if sender.partition("@")[0] == "mailer-daemon":
            return True
        return message.get_content_type() == "multipart/report"

    @api.model
    def _routing_handle_bounce(self, message, message_dict):
        """Count the bounce with the record and the partner; note it with the message."""
        address = message_dict.get("bounced_email") or email_normalize(
            message_dict.get("email_from"), strict=False
        )
        partner = message_dict.get("bounced_partner") or self.env["res.partner"].sudo()
        original = message_dict.get("bounced_message") or self.env["mail.message"].sudo()
        if not address and not partner:
            return
        record = None
        if original.model in self.env and original.res_id:
            record = self.env[original.model].sudo().browse(original.res_id).exists()
        if record and hasattr(record, "_message_receive_bounce") \
                and record._name != "res.partner":
            record._message_receive_bounce(address, partner)
        if partner:
            partner._message_receive_bounce(address, partner)
        if original and partner:
            self.env["mail.notification"].sudo().search([
                ("mail_message_id", "in", original.ids),
                ("res_partner_id", "in", partner.ids),
            ]).write({
                "failure_type": "mail_bounce", "notification_status": "bounce",
                "failure_reason": html2plaintext(message_dict.get("body")),
            })
            original._invalidate_documents()

    @api.model
    def _routing_reset_bounce(self, message, message_dict):
        """Who writes can be reached: the count of bounces starts anew."""
        address = email_normalize(message_dict.get("email_from"), strict=False)
        if not address:
            return
        for name, model in self.env.registry.models.items():
            if not getattr(model, "_abstract", False) and not model._transient \
                    and "message_bounce" in model._fields \
                    and model._fields["message_bounce"].store:
                self.env[name].sudo().with_context(tracking_disable=True).search([
                    ("message_bounce", ">", 0), ("email_normalized", "=", address),
                ])._message_reset_bounce(address)

    def _message_receive_bounce(self, email, partner):
        """A mail about the records came back (hook)."""

    def _message_reset_bounce(self, email):
        """The address of the records answers (hook)."""
