"""What became of each mail of a mailing."""
from __future__ import annotations

from odoo import api, fields, models


class MailingTrace(models.Model):
    _inherit = "mailing.trace"

    is_test_trace = fields.Boolean(default=False)
    trace_status = fields.Selection(default="outgoing")

    _check_res_id_is_set = models.Constraint(
        "CHECK(res_id IS NOT NULL AND res_id != 0)",
        "Traces have to be linked to records with a not null res_id.",
    )

    @api.depends("trace_type", "mass_mailing_id")
    def _compute_display_name(self):
        for trace in self:
            trace.display_name = (
                f"{trace.trace_type}: {trace.mass_mailing_id.name} ({trace.id})")

    @api.model_create_multi
    def create(self, vals_list):
        """Keep the number of the mail: the mail itself is deleted."""
        return super().create([
            {**vals, "mail_mail_id_int": vals["mail_mail_id"]}
            if vals.get("mail_mail_id") else vals for vals in vals_list
        ])

    def action_view_contact(self):
        """Open the record that the mail went to."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "view_mode": "form", "res_model": self.model,
            "target": "current", "res_id": self.res_id,
        }

    # ---- states
    def _with(self, domain):
        return self + self.search(domain) if domain else self

    def set_sent(self, domain=None):
        """The mail was handed over."""
        traces = self._with(domain)
        traces.write({"trace_status": "sent", "failure_type": False,
                      "sent_datetime": fields.Datetime.now()})
        return traces

    def set_opened(self, domain=None):
        """The mail was read; who answered has read it before."""
        traces = self._with(domain)
        traces.filtered(lambda t: t.trace_status not in ("open", "reply")).write({
            "trace_status": "open", "open_datetime": fields.Datetime.now(),
        })
        return traces

    def set_clicked(self, domain=None):
        """A link was followed."""
        traces = self._with(domain)
        traces.write({"links_click_datetime": fields.Datetime.now()})
        return traces

    def set_replied(self, domain=None):
        """The mail was answered."""
        traces = self._with(domain)
        traces.write({"trace_status": "reply", "reply_datetime": fields.Datetime.now()})
        return traces

    def set_bounced(self, domain=None, bounce_message=False):
        """The mail came back."""
        traces = self._with(domain)
        traces.write({"failure_reason": bounce_message, "failure_type": "mail_bounce",
                      "trace_status": "bounce"})
        return traces

    def set_failed(self, domain=None, failure_type=False, failure_reason=False):
        """The mail could not be handed over."""
        traces = self._with(domain)
        traces.write({"trace_status": "error", "failure_type": failure_type,
                      "failure_reason": failure_reason})
        return traces

    def set_canceled(self, domain=None):
        """The mail is not sent."""
        traces = self._with(domain)
        traces.write({"trace_status": "cancel"})
        return traces
