"""The queue of texts.

There is no gateway: a text that is sent is noted in the log of `odoo.addons.sms` and kept
as a record in state `pending` until the daily cleaning, which is what tests look at.
"""
from __future__ import annotations

import logging
from uuid import uuid4

from odoo import _, api, fields, models
from odoo.addons.mail.after_commit import send_after_commit

_logger = logging.getLogger("odoo.addons.sms")
BATCH = 500


class SmsSms(models.Model):
    _name = "sms.sms"
    _description = "Outgoing SMS"
    _rec_name = "number"
    _order = "id DESC"

    body = fields.Text()
    failure_type = fields.Selection([
        ("unknown", "Unknown error"),
        ("sms_number_missing", "Missing Number"),
        ("sms_number_format", "Wrong Number Format"),
        ("sms_country_not_supported", "Country Not Supported"),
        ("sms_registration_needed", "Country-specific Registration Required"),
        ("sms_credit", "Insufficient Credit"),
        ("sms_server", "Server Error"),
        ("sms_acc", "Unregistered Account"),
        ("sms_blacklist", "Blacklisted"),
        ("sms_duplicate", "Duplicate"),
        ("sms_optout", "Opted Out"),
    ], copy=False)
    mail_message_id = fields.Many2one("mail.message", index=True)
    number = fields.Char("Number")
    partner_id = fields.Many2one("res.partner", "Customer")
    sms_tracker_id = fields.Many2one(
        "sms.tracker", string="SMS trackers", compute="_compute_sms_tracker_id",
    )
    state = fields.Selection([
        ("outgoing", "In Queue"), ("process", "Processing"), ("pending", "Sent"),
        ("sent", "Delivered"), ("error", "Error"), ("canceled", "Cancelled"),
    ], "SMS Status", readonly=True, copy=False, default="outgoing", required=True)
    to_delete = fields.Boolean(
        "Marked for deletion", default=False,
    )
    uuid = fields.Char(
        "UUID", copy=False, readonly=True, default=lambda self: uuid4().hex,
    )

    _uuid_unique = models.Constraint("unique(uuid)", "UUID must be unique")

    @api.depends("uuid")
    def _compute_sms_tracker_id(self):
        found = {tracker.sms_uuid: tracker for tracker in self.env["sms.tracker"].search([
            ("sms_uuid", "in", self.mapped("uuid")),
        ])}
        for sms in self:
            sms.sms_tracker_id = found.get(sms.uuid)

    @api.model_create_multi
    def create(self, vals_list):
        """What is to be sent wakes the queue."""
        self.env.ref("sms.ir_cron_sms_scheduler_action")._trigger()
        return super().create(vals_list)

    # ---- states
    def action_set_canceled(self):
        """Do not send."""
        self._update_sms_state_and_trackers("canceled")

    def action_set_error(self, failure_type):
        """Note that sending failed, and how."""
        self._update_sms_state_and_trackers("error", failure_type=failure_type)

    def action_set_outgoing(self):
        """Put in the queue again."""
        self._update_sms_state_and_trackers("outgoing", failure_type=False)

    def _update_sms_state_and_trackers(self, new_state, failure_type=None):
        values = {"state": new_state}
        if failure_type is not None:
            values["failure_type"] = failure_type
        self.write(values)
        self.sms_tracker_id._action_update_from_sms_state(
            new_state, failure_type=failure_type or False
        )

    def resend_failed(self):
        """Send those that failed once more, and tell how it went."""
        failed = self.filtered(lambda sms: sms.state == "error" and not sms.to_delete)
        kind, text = "danger", _("There are no SMS Text Messages to resend.")
        if failed:
            failed.send()
            succeeded = len(failed) - len(failed.exists().filtered(
                lambda sms: sms.state == "error"))
            kind = "success" if succeeded else "danger"
            text = _("%(count)s out of the %(total)s selected SMS Text Messages have "
                     "successfully been resent.", count=succeeded, total=len(failed)) \
                if succeeded else _("Something went wrong when sending the SMS.")
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {"title": _("Warning") if kind == "danger" else _("Success"),
                       "message": text, "type": kind},
        }

    # ---- sending
    @api.model
    def _process_queue(self, ids=None):
        """Send what waits, a batch after the other."""
        domain = [("state", "=", "outgoing"), ("to_delete", "!=", True)]
        found = self.search(domain, limit=10000, order="id").ids
        if ids:
            found = [id_ for id_ in found if id_ in set(ids)]
        self.browse(found).send(unlink_failed=False, unlink_sent=True)

    def send(self, unlink_failed=False, unlink_sent=True, raise_exception=False):
        """Send texts; those without a proper number fail. Returns nothing, as in Odoo."""
        waiting = self.filtered(
            lambda sms: sms.state in ("outgoing", "error") and not sms.to_delete
        )
        for start in range(0, len(waiting), BATCH):
            waiting[start:start + BATCH]._send_batch(unlink_failed, unlink_sent)

    def _send_batch(self, unlink_failed, unlink_sent):
        formatted = {sms: sms._format_number() for sms in self}
        missing = self.filtered(lambda sms: not sms.number)
        wrong = self.filtered(lambda sms: sms.number and not formatted[sms])
        sent = self - missing - wrong
        for sms in sent:
            sms._deliver(formatted[sms])
        missing._update_sms_state_and_trackers("error", "sms_number_missing")
        wrong._update_sms_state_and_trackers("error", "sms_number_format")
        sent._update_sms_state_and_trackers("pending", False)
        if unlink_failed:
            (missing | wrong).write({"to_delete": True})
        if unlink_sent:
            sent.write({"to_delete": True})

    def send_after_commit(self):
        """Send when the transaction is committed, in one of its own."""
        send_after_commit(self)

    def _format_number(self):
        return self.env["mail.thread.phone"]._phone_format(
            number=self.number, country=self.partner_id.country_id
            or self.env.company.country_id,
        ) if self.number else False

    def _deliver(self, number):
        """Hand a text to the gateway (hook); here it is only noted in the log."""
        _logger.info("SMS %s to %s: %s", self.uuid, number, self.body)

    @api.autovacuum
    def _gc_device(self):
        """Texts that are done with go with the daily cleaning."""
        self.search([("to_delete", "=", True)], limit=10000).unlink()
