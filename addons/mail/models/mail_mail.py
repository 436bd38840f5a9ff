"""The queue of outgoing mails."""
from __future__ import annotations

import datetime

from odoo import api, fields, models

from ..after_commit import send_after_commit


class MailMail(models.Model):
    _name = "mail.mail"
    _inherits = {"mail.message": "mail_message_id"}
    _description = "Outgoing Mails"
    _order = "id desc"
    _rec_name = "subject"

    auto_delete = fields.Boolean()
    body_content = fields.Html(
        string="Rich-text Contents", compute="_compute_body_content",
        search="_search_body_content",
    )
    body_html = fields.Text(string="Text Contents")
    email_cc = fields.Char(string="Cc")
    email_to = fields.Text(string="To")
    failure_reason = fields.Text(readonly=True, copy=False)
    failure_type = fields.Selection(
        [
            ("unknown", "Unknown error"), ("mail_spam", "Detected As Spam"),
            ("mail_email_invalid", "Invalid email address"),
            ("mail_email_missing", "Missing email"),
            ("mail_from_invalid", "Invalid from address"),
            ("mail_from_missing", "Missing from address"),
            ("mail_smtp", "Connection failed (outgoing mail server problem)"),
            ("mail_bl", "Blacklisted Address"), ("mail_optout", "Opted Out"),
            ("mail_dup", "Duplicated Email"),
        ],
        string="Failure type",
    )
    fetchmail_server_id = fields.Many2one(
        "fetchmail.server", string="Inbound Mail Server", readonly=True,
        index="btree_not_null",
    )
    headers = fields.Text(copy=False)
    is_notification = fields.Boolean(string="Notification Email")
    mail_message_id = fields.Many2one(
        "mail.message", string="Message", required=True, index=True,
        bypass_search_access=True, ondelete="cascade",
    )
    mail_message_id_int = fields.Integer(compute="_compute_mail_message_id_int")
    recipient_ids = fields.Many2many(
        "res.partner", "mail_mail_res_partner_rel", "mail_mail_id", "res_partner_id",
        string="To (Partners)", context={"active_test": False},
    )
    references = fields.Text(readonly=True)
    restricted_attachment_count = fields.Integer(
        string="Restricted attachments", compute="_compute_restricted_attachment_count",
    )
    scheduled_date = fields.Datetime(string="Scheduled Send Date")
    state = fields.Selection(
        [
            ("outgoing", "Outgoing"), ("sent", "Sent"), ("received", "Received"),
            ("exception", "Delivery Failed"), ("cancel", "Cancelled"),
        ],
        string="Status", readonly=True, copy=False, default="outgoing",
    )
    unrestricted_attachment_ids = fields.Many2many(
        "ir.attachment", string="Unrestricted Attachments",
        compute="_compute_unrestricted_attachment_ids",
        inverse="_inverse_unrestricted_attachment_ids",
    )

    # ---- fields
    @api.depends("body_html")
    def _compute_body_content(self):
        for mail in self:
            mail.body_content = mail.body_html

    @api.model
    def _search_body_content(self, operator, value):
        return [("body_html", operator, value)]

    @api.depends("mail_message_id")
    def _compute_mail_message_id_int(self):
        for mail in self:
            mail.mail_message_id_int = mail.mail_message_id.id

    @api.depends("attachment_ids")
    def _compute_restricted_attachment_count(self):
        for mail in self:
            mail.restricted_attachment_count = len(
                mail.attachment_ids - mail.attachment_ids._filtered_access("read")
            )

    @api.depends("attachment_ids")
    def _compute_unrestricted_attachment_ids(self):
        for mail in self:
            mail.unrestricted_attachment_ids = mail.attachment_ids._filtered_access("read")

    def _inverse_unrestricted_attachment_ids(self):
        for mail in self:
            hidden = mail.attachment_ids - mail.attachment_ids._filtered_access("read")
            mail.attachment_ids = hidden | mail.unrestricted_attachment_ids

    # ---- life
    @api.model
    def default_get(self, fields):
        """Defaults of other models in the context say nothing here."""
        if self.env.context.get("default_type") not in self._fields[
            "message_type"
        ].get_values(self.env):
            self = self.with_context(
                {k: v for k, v in self.env.context.items() if k != "default_type"}
            )
        return super().default_get(fields)

    @api.model_create_multi
    def create(self, vals_list):
        """Queue mails; those of a message are notifications."""
        for vals in vals_list:
            if "is_notification" not in vals and vals.get("mail_message_id"):
                vals["is_notification"] = True
            if not vals.get("mail_message_id"):
                vals.setdefault("message_type", "email_outgoing")
                if "email_from" not in vals:
                    author, email = self.env["mail.thread"]._message_compute_author(
                        vals.get("author_id")
                    )
                    vals["email_from"] = email or False
                    vals.setdefault("author_id", author)
                    if "reply_to" not in vals:
                        vals["reply_to"] = self.env["mail.message"]._get_reply_to({
                            **{k: vals.get(k) for k in ("model", "res_id", "author_id")},
                            "email_from": vals["email_from"],
                        }) or False
            if "scheduled_date" in vals:
                vals["scheduled_date"] = self._parse_scheduled_datetime(
                    vals["scheduled_date"]
                ) or False
            if isinstance(vals.get("headers"), dict):
                vals["headers"] = repr(vals["headers"])
        mails = super().create(vals_list)
        for mail in mails.filtered("attachment_ids"):
            mail.attachment_ids.check_access("read")
        return mails

    def write(self, vals):
        """Write values; moments are read in any writing."""
        if vals.get("scheduled_date"):
            vals = {**vals, "scheduled_date": self._parse_scheduled_datetime(
                vals["scheduled_date"]
            ) or False}
        return super().write(vals)

    def unlink(self):
        """Delete mails, and the messages that exist for them only."""
        messages = self.filtered(lambda m: not m.is_notification).mail_message_id
        if not self.env.su and messages:
            messages.check_access("unlink")
        result = super().unlink()
        messages.exists().unlink()
        return result

    @api.model
    def _parse_scheduled_datetime(self, value):
        """Return a moment, naive UTC; nothing when it cannot be read."""
        if isinstance(value, datetime.datetime):
            moment = value
        elif isinstance(value, datetime.date):
            moment = datetime.datetime.combine(value, datetime.time.min)
        elif value:
            from dateutil.parser import parse  # a start does without it
            try:
                moment = parse(str(value))
            except (ValueError, OverflowError):
                return False
        else:
            return False
        if moment.tzinfo:
            moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return moment.replace(microsecond=0)

    # ---- buttons
    def mark_outgoing(self):
        """Put the mails back into the queue."""
        return self.write({"state": "outgoing"})

    def cancel(self):
        """Cancel the mails."""
        return self.write({"state": "cancel"})

    def action_retry(self):
        """Put failed mails back into the queue. Returns nothing, as in Odoo."""
        self.filtered(lambda mail: mail.state == "exception").write({
            "state": "outgoing", "failure_type": False, "failure_reason": False,
        })

    def action_open_document(self):
        """Open the record that the mail is about."""
        self.ensure_one()
        return {
            "res_model": self.model, "res_id": self.res_id, "target": "current",
            "type": "ir.actions.act_window", "view_mode": "form",
        }

    def action_send_and_close(self):
        """Send now and close the window."""
        self.send()
        return {"type": "ir.actions.act_window_close"}

    # ---- the queue
    @api.model
    def process_email_queue(self, email_ids=(), batch_size=1000):
        """Send what waits, not what is to wait. Returns nothing, as in Odoo.

        The parameter `mail.mail.queue.batch.size` says how many at once: the newest.
        """
        domain = [
            "&", ("state", "=", "outgoing"),
            "|", ("scheduled_date", "=", False),
            ("scheduled_date", "<=", fields.Datetime.now()),
        ]
        if "filters" in self.env.context:
            domain.extend(self.env.context["filters"])
        parameter = self.env["ir.config_parameter"].sudo()
        size = int(parameter.get_param("mail.mail.queue.batch.size", batch_size)) \
            or batch_size
        found = self.search(domain, limit=size)
        if email_ids:
            found = self.browse(sorted(set(found.ids) & set(email_ids)))
        else:
            total = self.search_count(domain)
            self.env["ir.cron"]._commit_progress(remaining=total) \
                if self.env.context.get("cron_id") else None
        # a mail that was handed over is not handed over again, whatever comes after
        found.sorted("id").send(auto_commit=True)

    def send_after_commit(self):
        """Send when the transaction is committed, in one of its own."""
        send_after_commit(self)

    @api.model
    def _gc_canceled_mail_mail(self):
        """Delete cancelled mails of long ago."""
        months = int(self.env["ir.config_parameter"].sudo().get_param(
            "mail.canceled.max_age", 6
        ))
        limit = fields.Datetime.subtract(fields.Datetime.now(), months=months)
        self.with_context(active_test=False).search([
            ("state", "=", "cancel"), ("write_date", "<=", limit),
        ], limit=10000).unlink()
