"""Sending mailings: now, from the queue, and their numbers after a day."""
from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import formataddr

KEPT_LINKS = ("/unsubscribe_from_list", "/view", "/cards")


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    def action_send_mail(self, res_ids=None):
        """Send to the given records, or to all who have not had it; then it is done."""
        return self._action_send_mail(res_ids)

    def _action_send_mail(self, res_ids=None, auto_commit=False):
        author = self.env.user.partner_id
        for mailing in self:
            mailing = mailing.with_context(
                lang=(mailing.user_id or self.env.user).lang or self.env.lang)
            targets = res_ids or mailing._get_remaining_recipients()
            if not targets:
                raise UserError(_("There are no recipients selected."))
            composer = mailing.env["mail.compose.message"].create(
                mailing._prepare_composer_values(author, targets))
            composer._action_send_mail(auto_commit=auto_commit)
            mailing._set_done()
        return True

    def _set_done(self):
        self.write({
            "state": "done", "sent_date": fields.Datetime.now(),
            "kpi_mail_required": not self.sent_date,
        })

    def _prepare_composer_values(self, author, res_ids):
        own = self.reply_to_mode == "new"
        return {
            "attachment_ids": [(4, id_) for id_ in self.attachment_ids.ids],
            "author_id": author.id, "auto_delete": not self.keep_archives,
            "auto_delete_keep_log": not own, "composition_mode": "mass_mail",
            "body": self._prepend_preview(self.body_html, self.preview),
            "email_from": self.email_from, "force_send": True,
            "mail_server_id": self.mail_server_id.id,
            "mailing_list_ids": [(4, id_) for id_ in self.contact_list_ids.ids],
            "mass_mailing_id": self.id, "model": self.mailing_model_real,
            "reply_to": self.reply_to if own else False, "reply_to_force_new": own,
            "res_ids": repr(list(res_ids)), "subject": self.subject,
            "template_id": False, "use_exclusion_list": self.use_exclusion_list,
        }

    @api.model
    def _prepend_preview(self, body, preview):
        """Return a body that begins with what programs show beside the subject."""
        if not body or not preview or not preview.strip():
            return body
        return Markup('<div style="display:none;font-size:1px;height:0px;width:0px;'
                      'opacity:0;">{}</div>').format(preview) + Markup(body)

    def _get_link_tracker_values(self):
        """Return what short links of a mailing know."""
        self.ensure_one()
        values = {"mass_mailing_id": self.id}
        for name in ("campaign_id", "source_id", "medium_id"):
            if self[name]:
                values[name] = self[name].id
        return values

    def convert_links(self):
        """Return mailing id -> its body with short links."""
        return {
            mailing.id: self.env["mail.render.mixin"]._shorten_links(
                mailing.body_html, mailing._get_link_tracker_values(), KEPT_LINKS
            ) if mailing.mailing_type == "mail" and mailing.body_html
            else mailing.body_html or ""
            for mailing in self
        }

    # ---- the queue
    @api.model
    def _process_mass_mailing_queue(self):
        """Send what waits; each mail that was handed over stays so."""
        mailings = self.search([
            ("state", "in", ("in_queue", "sending")), "|",
            ("schedule_date", "<=", fields.Datetime.now()), ("schedule_date", "=", False),
        ])
        crons = self.env["ir.cron"]
        for index, mailing in enumerate(mailings):
            user = mailing.user_id or mailing.write_uid or self.env.user
            mailing = mailing.with_user(user).with_context(
                **user.with_user(user).context_get()).sudo()
            if mailing._get_remaining_recipients():
                mailing.state = "sending"
                mailing._action_send_mail(auto_commit=bool(self.env.context.get("cron_id")))
            else:
                mailing._set_done()
            if self.env.context.get("cron_id"):
                crons._commit_progress(1, remaining=len(mailings) - index - 1)
        if self.env["ir.config_parameter"].sudo().get_param(
            "mass_mailing.mass_mailing_reports"
        ):
            self.search([
                ("kpi_mail_required", "=", True), ("state", "=", "done"),
                ("sent_date", "<=", fields.Datetime.now() - timedelta(days=1)),
                ("sent_date", ">=", fields.Datetime.now() - timedelta(days=5)),
            ])._action_send_statistics()

    def _action_send_statistics(self):
        """Tell the responsibles the numbers of their mailings."""
        labels = (("received_ratio", _("RECEIVED")), ("opened_ratio", _("OPENED")),
                  ("clicks_ratio", _("CLICKED")), ("replied_ratio", _("REPLIED")),
                  ("bounced_ratio", _("BOUNCED")))
        vals_list = []
        for mailing in self.filtered(lambda m: m.user_id.email_normalized):
            user = mailing.user_id
            rows = Markup("").join(
                Markup("<tr><td>{}</td><td>{}%</td></tr>").format(label, mailing[name])
                for name, label in labels
            )
            vals_list.append({
                "author_id": False, "auto_delete": True,
                "body_html": Markup("<p>{}</p><table>{}</table>").format(
                    mailing.subject, rows),
                "email_from": user.company_id.email_formatted or user.email_formatted,
                "email_to": formataddr((user.name, user.email)), "state": "outgoing",
                "subject": _("24H Stats of %(mailing_type)s \"%(mailing_name)s\"",
                             mailing_type=mailing.mailing_type_description,
                             mailing_name=mailing.subject),
            })
        self.env["mail.mail"].sudo().create(vals_list)
        self.write({"kpi_mail_required": False})
