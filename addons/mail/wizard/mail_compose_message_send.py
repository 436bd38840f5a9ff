"""Posting and mailing what was written; later, or as a new template."""
from __future__ import annotations

import ast

from markupsafe import Markup
from odoo import _, models
from odoo.tools.mail import email_normalize_all


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    # ---- sending
    def action_send_mail(self):
        """Post or send, then close the window."""
        self._action_send_mail(auto_commit=False)
        return {"type": "ir.actions.act_window_close"}

    def _action_send_mail(self, auto_commit=False):
        """Return the mails and the messages that were made."""
        mails = self.env["mail.mail"].sudo()
        messages = self.env["mail.message"]
        for composer in self:
            if composer.composition_mode == "mass_mail":
                mails |= composer._action_send_mail_mass_mail(
                    composer._target_ids(), auto_commit=auto_commit
                )
            else:
                messages |= composer._action_send_mail_comment(composer._target_ids())
        return mails, messages

    def _target_ids(self):
        if self.res_domain:
            return self.env[self.model].search(ast.literal_eval(self.res_domain)).ids
        return self._evaluate_res_ids()

    def _action_send_mail_comment(self, res_ids):
        """Post on each record."""
        self.ensure_one()
        if not self.model or self.model not in self.env or not res_ids:
            if not self.partner_ids:
                raise ValueError(_("A message needs a record or recipients."))
            return self.env["mail.thread"].message_notify(
                body=Markup(self.body or ""), subject=self.subject,
                partner_ids=self.partner_ids.ids,
            )
        messages = self.env["mail.message"]
        values = self._prepare_mail_values(res_ids) if len(res_ids) > 1 else {}
        for res_id in res_ids:
            record = self.env[self.model].browse(res_id)
            given = values.get(res_id, {})
            messages |= record.message_post(
                attachment_ids=self.attachment_ids.ids,
                author_id=self.author_id.id or None,
                body=Markup(given.get("body_html", self.body) or ""),
                email_from=self.email_from or None,
                email_add_signature=self.email_add_signature,
                email_layout_xmlid=self.email_layout_xmlid,
                force_send=self.force_send, mail_auto_delete=self.auto_delete,
                mail_server_id=self.mail_server_id.id,
                message_type=self.message_type, parent_id=self.parent_id.id,
                notify_author=self.notify_author,
                notify_author_mention=self.notify_author_mention,
                notify_skip_followers=self.notify_skip_followers,
                partner_ids=given.get("partner_ids") or self.partner_ids.ids,
                scheduled_date=self.scheduled_date or False,
                subject=given.get("subject", self.subject) or None,
                subtype_id=self.subtype_id.id,
                **({"reply_to": self.reply_to} if self.reply_to else {}),
            )
        return messages

    def _prepare_mail_values(self, res_ids):
        """Return record id -> what is rendered for it."""
        fields_ = {"subject": "subject", "body": "body_html"}
        found = {id_: {} for id_ in res_ids}
        langs = self.template_id._render_lang(res_ids) if self.template_id else {}
        groups = {}
        for id_ in res_ids:
            groups.setdefault(langs.get(id_) or self.env.lang, []).append(id_)
        for lang, ids in groups.items():
            composer = self.with_context(lang=lang) if lang else self
            for name, target in fields_.items():
                rendered = composer._render_field(name, ids)
                for id_, text in rendered.items():
                    found[id_][target] = text
        if self.template_id:
            recipients = self.template_id._generate_template(
                res_ids, ("email_cc", "email_from", "email_to", "partner_to", "reply_to")
            )
            for id_ in res_ids:
                found[id_].update(recipients[id_])
        else:
            defaults = self.env[self.model].browse(
                res_ids
            )._message_get_default_recipients()
            for id_ in res_ids:
                found[id_].update(defaults[id_])
        return found

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        """Make a mail for each record and send them."""
        self.ensure_one()
        records = self.env[self.model].browse(res_ids)
        mails = self._create_mass_mails(self._prepare_mass_mails(records))
        if self.force_send:
            mails.filtered(lambda m: m.state == "outgoing" and not m.scheduled_date).send(
                auto_commit=auto_commit
            )
        return mails.exists()

    def _create_mass_mails(self, vals_list):
        """Make the mails of mass mailing; those that go nowhere too (hook)."""
        return self.env["mail.mail"].sudo().create(vals_list)

    def _prepare_mass_mails(self, records):
        """Return the values of a mail for each record, in order."""
        values = self._prepare_mail_values(records.ids)
        states = self._get_mass_states(values)
        own = self.reply_to if self.reply_to_force_new else False
        default = self.email_from or self.env.user.email_formatted
        replies = records._notify_get_reply_to(
            default=default, author_id=self.author_id.id
        ) if not own and not all(g.get("reply_to") for g in values.values()) else {}
        vals_list = []
        for record in records:
            given = values[record.id]
            vals_list.append({
                "attachment_ids": [(4, id_) for id_ in self.attachment_ids.ids],
                "author_id": self.author_id.id, "auto_delete": self.auto_delete,
                "body": given["body_html"], "body_html": given["body_html"],
                "email_cc": given.get("email_cc") or False,
                "email_from": given.get("email_from") or default,
                "email_to": given.get("email_to") or False,
                "is_notification": self.auto_delete_keep_log or not self.auto_delete,
                "mail_server_id": self.mail_server_id.id, "message_type": "email_outgoing",
                "model": self.model, "res_id": record.id,
                "recipient_ids": [
                    (4, id_) for id_ in given.get("partner_ids") or self.partner_ids.ids],
                "reply_to": given.get("reply_to") or own or replies[record.id],
                "reply_to_force_new": self.reply_to_force_new,
                "scheduled_date": self.scheduled_date or False,
                "subject": given["subject"], **states[record.id],
            })
        return vals_list

    def _get_mass_states(self, values):
        """Return record id -> why its mail is cancelled: nothing when it is not."""
        recipients = self._get_mass_recipients(values)
        listed = self._listed_emails(recipients) if self.use_exclusion_list else set()
        optout, done = self._get_optout_emails(values), self._get_done_emails(values)
        states = {}
        for id_, emails in recipients.items():
            reason = None
            if emails and set(emails) <= listed:
                reason = "mail_bl"
            elif emails and set(emails) <= optout:
                reason = "mail_optout"
            elif emails and set(emails) <= done:
                reason = "mail_dup"
            elif not emails:
                reason = "mail_email_invalid" if values[id_].get("email_to") \
                    else "mail_email_missing"
            states[id_] = {"state": "cancel", "failure_type": reason} if reason else {}
        return states

    def _get_optout_emails(self, values):
        """Return the addresses that asked for no such mails (hook)."""
        return set()

    def _get_done_emails(self, values):
        """Return the addresses that had the mail before (hook)."""
        return set()

    def _get_mass_recipients(self, values):
        """Return record id -> the addresses that its mail goes to."""
        default = self.partner_ids.ids
        partner_ids = {id_: given.get("partner_ids") or default
                       for id_, given in values.items()}
        partners = self.env["res.partner"].sudo().browse(
            dict.fromkeys(i for ids in partner_ids.values() for i in ids)
        )
        emails = {partner.id: partner.email_normalized for partner in partners}
        return {
            id_: [*email_normalize_all(given.get("email_to")),
                  *[emails[i] for i in partner_ids[id_] if emails[i]]]
            for id_, given in values.items()
        }

    def _listed_emails(self, recipients):
        return set(self.env["mail.blacklist"].sudo().search([
            ("email", "in", list({m for emails in recipients.values() for m in emails})),
        ]).mapped("email"))

    # ---- later
    def action_schedule_message(self, scheduled_date=False):
        """Keep the message, to be posted at its time."""
        made = self.env["mail.scheduled.message"]
        for composer in self:
            for res_id in composer._evaluate_res_ids():
                made |= self.env["mail.scheduled.message"].create({
                    "attachment_ids": [(6, 0, composer.attachment_ids.ids)],
                    "author_id": composer.author_id.id, "body": composer.body,
                    "is_note": composer.subtype_is_log, "model": composer.model,
                    "partner_ids": [(6, 0, composer.partner_ids.ids)], "res_id": res_id,
                    "scheduled_date": self.env["mail.mail"]._parse_scheduled_datetime(
                        composer.scheduled_date or scheduled_date
                    ),
                    "subject": composer.subject,
                })
        return {"type": "ir.actions.act_window_close"}

    def open_template_creation_wizard(self):
        """Open the window that keeps the message as a template."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "view_mode": "form", "target": "new",
            "res_model": self._name, "res_id": self.id,
        }

    def create_mail_template(self):
        """Keep the message as a template."""
        self.ensure_one()
        template = self.env["mail.template"].create({
            "name": self.template_name or self.subject, "subject": self.subject,
            "body_html": self.body,
            "model_id": self.env["ir.model"]._get_id(self.model),
            "attachment_ids": [(6, 0, self.attachment_ids.ids)],
            "use_default_to": True, "user_id": self.env.uid,
        })
        self.template_id = template
        return self.open_template_creation_wizard()

    def cancel_save_template(self):
        """Go back to the message."""
        return self.open_template_creation_wizard()
