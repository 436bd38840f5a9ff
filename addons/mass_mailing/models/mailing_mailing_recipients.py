"""Who gets a mailing, and who had it."""
from __future__ import annotations

import random

from odoo import models


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    def _get_recipients_domain(self):
        """Return the domain of those that a mailing is for."""
        return self._parse_mailing_domain()

    def _get_recipients(self):
        """Return the ids of those that a mailing is for; of a test its part, by chance."""
        self.ensure_one()
        res_ids = self.env[self.mailing_model_real].search(
            self._get_recipients_domain()).ids
        if not self.ab_testing_enabled or self.ab_testing_pc >= 100:
            return res_ids
        wanted = max(int(len(res_ids) / 100.0 * self.ab_testing_pc), 1) \
            if self.ab_testing_pc else 0
        mailed = self.campaign_id._get_mailing_recipients().get(self.campaign_id.id, ()) \
            if self.campaign_id else ()
        left = sorted(set(res_ids).difference(mailed))
        return random.sample(left, min(wanted, len(left)) or len(left))

    def _get_remaining_recipients(self):
        """Return the ids of those that have not had the mailing yet.

        What goes to all at the end of a test spares those that had one of the versions.
        """
        res_ids = self._get_recipients()
        mailings = self._get_ab_testing_siblings_mailings() | self \
            if self.ab_testing_enabled and self.ab_testing_pc == 100 else self
        traces = self.env["mailing.trace"].search_fetch([
            ("model", "=", self.mailing_model_real),
            ("mass_mailing_id", "in", mailings.ids),
        ], ["res_id"])
        done = set(traces.mapped("res_id"))
        return [res_id for res_id in res_ids if res_id not in done]

    def _get_opt_out_list(self):
        """Return the addresses that opted out of what the mailing is about."""
        self.ensure_one()
        model = self.env[self.mailing_model_real]
        if hasattr(model, "_mailing_get_opt_out_list"):
            return set(model._mailing_get_opt_out_list(self))
        return set()

    def _get_seen_list(self):
        """Return the addresses that had the mailing, or another version of it."""
        self.ensure_one()
        mailings = self
        if self.campaign_id and self.ab_testing_enabled:
            mailings |= self._get_ab_testing_siblings_mailings()
        traces = self.env["mailing.trace"].search_fetch([
            ("mass_mailing_id", "in", mailings.ids), ("trace_status", "!=", "cancel"),
            ("email", "!=", False), ("is_test_trace", "=", False),
        ], ["email"])
        return set(traces.mapped("email"))
