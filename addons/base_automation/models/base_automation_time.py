"""Rules that run when a moment has come."""
from __future__ import annotations

from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.tools.safe_eval import safe_eval

from .triggers import TIME_TRIGGERS

DELAYS = {
    "minutes": lambda count: relativedelta(minutes=count),
    "hour": lambda count: relativedelta(hours=count),
    "day": lambda count: relativedelta(days=count),
    "month": lambda count: relativedelta(months=count),
}
MINUTES = {"minutes": 1, "hour": 60, "day": 24 * 60, "month": 30 * 24 * 60, False: 0}
MOST_MINUTES = 4 * 60       # between two looks at the time
EPOCH = datetime(1970, 1, 1)
CRON = "base_automation.ir_cron_data_base_automation_check"


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    @api.model
    def _update_cron(self):
        """Look at the time as often as the shortest delay needs it, or not at all."""
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if not cron:
            return
        rules = self.sudo().search([("trigger", "in", TIME_TRIGGERS)])
        cron.sudo().write({
            "active": bool(rules), "interval_type": "minutes",
            "interval_number": self._get_cron_interval(rules),
        })

    @api.model
    def _get_cron_interval(self, rules):
        """Return the minutes between two looks: a tenth of the shortest delay."""
        delays = [rule.trg_date_range * MINUTES[rule.trg_date_range_type]
                  for rule in rules]
        shortest = min((delay for delay in delays if delay), default=0)
        return min(max(1, shortest // 10), MOST_MINUTES) if shortest else MOST_MINUTES

    @api.model
    def _cron_process_time_based_actions(self):
        """Run the rules on the records whose moment came since the last look."""
        now = fields.Datetime.now()
        cron_id = self.env.context.get("cron_id")
        rules = self.search([("trigger", "in", TIME_TRIGGERS)])
        for index, rule in enumerate(rules):
            for record in rule._search_time_based_records(now):
                rule._process(record)
            rule.sudo().write({"last_run": now})
            if cron_id:
                self.env["ir.cron"]._commit_progress(1, remaining=len(rules) - index - 1)

    def _search_time_based_records(self, now):
        """Return the records whose moment lies between the last look and now."""
        self.ensure_one()
        model = self.env[self.model_name]
        name = self._get_date_field().name
        domain = safe_eval(self.filter_domain, self._get_eval_context()) \
            if self.filter_domain else []
        since = self.last_run or EPOCH
        last = now - self._get_delay()
        if self.trg_date_range_type == "month":
            last += timedelta(days=4)   # months are not all as long: look a little further
        if name in model._fields and model._fields[name].store \
                and not self.trg_date_calendar_id:
            domain = [*domain, (name, "<=", last)]
        return model.search(domain).filtered(
            lambda record: record[name]
            and since <= self._get_due(record, record[name]) < now)

    def _get_delay(self):
        count = self.trg_date_range
        if self.trg_date_range_mode == "before":
            count = -count
        return DELAYS[self.trg_date_range_type](count)

    def _get_due(self, record, moment):
        """Return when a rule runs on a record; working days count by the calendar."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time.min)
        calendar = self.trg_date_calendar_id
        if calendar and self.trg_date_range_type == "day":
            count = self.trg_date_range
            if self.trg_date_range_mode == "before":
                count = -count
            return calendar.plan_days(count, moment, compute_leaves=True)
        return moment + self._get_delay()
