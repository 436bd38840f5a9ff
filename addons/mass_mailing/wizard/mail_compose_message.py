"""Mailings are written by the composer: a trace for each record."""
from __future__ import annotations

from markupsafe import Markup
from odoo import fields, models
from odoo.tools.mail import email_normalize, generate_tracking_message_id

from ..models.mailing_mailing_send import KEPT_LINKS


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _is_mailing(self):
        return self.composition_mode == "mass_mail" and bool(
            self.mass_mailing_id or self.mass_mailing_name)

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        """What has the name of a mailing becomes one."""
        if self.mass_mailing_name and not self.mass_mailing_id:
            self.mass_mailing_id = self.env["mailing.mailing"].create(
                self._prepare_mailing_values(res_ids))
        return super()._action_send_mail_mass_mail(res_ids, auto_commit=auto_commit)

    def _prepare_mailing_values(self, res_ids):
        own = self.reply_to_mode == "new"
        return {
            "attachment_ids": [(4, id_) for id_ in self.attachment_ids.ids],
            "body_html": self.body, "campaign_id": self.campaign_id.id,
            "mailing_domain": self.res_domain or repr([("id", "in", list(res_ids))]),
            "mailing_model_id": self.env["ir.model"]._get_id(self.model),
            "name": self.mass_mailing_name, "reply_to": self.reply_to if own else False,
            "reply_to_mode": self.reply_to_mode, "sent_date": fields.Datetime.now(),
            "state": "done", "subject": self.subject,
        }

    def _prepare_mail_values(self, res_ids):
        """The links of a mailing are short ones."""
        values = super()._prepare_mail_values(res_ids)
        if not self._is_mailing():
            return values
        bodies = self.env["mail.render.mixin"]._shorten_links_batch(
            [given["body_html"] for given in values.values()],
            self.mass_mailing_id._get_link_tracker_values(), KEPT_LINKS,
        )
        for given, body in zip(values.values(), bodies):
            given["body_html"] = Markup(body or "")
        return values

    def _get_optout_emails(self, values):
        emails = super()._get_optout_emails(values)
        return emails | self.mass_mailing_id._get_opt_out_list() \
            if self._is_mailing() else emails

    def _get_done_emails(self, values):
        emails = super()._get_done_emails(values)
        return emails | self.mass_mailing_id._get_seen_list() \
            if self._is_mailing() else emails

    def _create_mass_mails(self, vals_list):
        """Give each mail its trace; what is not sent has the trace alone."""
        if not self._is_mailing():
            return super()._create_mass_mails(vals_list)
        mailing, sent, stillborn = self.mass_mailing_id, [], []
        emails = self._get_trace_emails(vals_list)
        for vals in vals_list:
            vals["message_id"] = generate_tracking_message_id(
                f"{vals['res_id']}-{vals['model']}")
            trace = {
                "email": emails[vals["res_id"]], "mass_mailing_id": mailing.id,
                "message_id": vals["message_id"], "model": vals["model"],
                "res_id": vals["res_id"],
            }
            if vals.get("state") == "cancel":
                stillborn.append({**trace, "trace_status": "cancel",
                                  "failure_type": vals["failure_type"]})
                continue
            sent.append({**vals, "mailing_id": mailing.id,
                         "mailing_trace_ids": [(0, 0, trace)]})
        self.env["mailing.trace"].sudo().create(stillborn)
        return super()._create_mass_mails(sent)

    def _get_trace_emails(self, vals_list):
        """Return record id -> the address that its trace tells: clean if it can be."""
        given = {vals["res_id"]: {
            "email_to": vals["email_to"],
            "partner_ids": [command[1] for command in vals["recipient_ids"]],
        } for vals in vals_list}
        emails = self._get_mass_recipients(given)
        return {
            vals["res_id"]: email_normalize(
                (emails[vals["res_id"]] or [""])[0], strict=False
            ) or vals["email_to"] or "" for vals in vals_list
        }
