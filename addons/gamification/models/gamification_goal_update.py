"""Counting goals."""
from __future__ import annotations

import logging
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.safe_eval import datetime, safe_eval, time

_logger = logging.getLogger(__name__)


class GamificationGoal(models.Model):
    _inherit = "gamification.goal"

    def update_goal(self):
        """Count each goal as its definition says; what is reached or over is noted."""
        goals = self.with_context(no_remind_goal=True)
        for definition in goals.definition_id:
            mine = goals.filtered(lambda g, d=definition: g.definition_id == d)
            if definition.computation_mode == "manually":
                for goal in mine:
                    goal._write_changes(goal._check_remind_delay())
            elif definition.computation_mode == "python":
                mine._update_by_code(definition)
            elif definition.batch_mode:
                mine._update_in_batch(definition)
            else:
                for goal in mine:
                    goal._write_changes(goal._get_write_values(
                        goal._measure(definition)))
        return True

    def _write_changes(self, values):
        if values:
            self.write(values)

    # ---- measures
    def _update_by_code(self, definition):
        for goal in self:
            scope = {"object": goal, "env": self.env, "date": datetime.date,
                     "datetime": datetime, "timedelta": timedelta, "time": time}
            code = (definition.compute_code or "").strip()
            safe_eval(code, scope, mode="exec")
            result = scope.get("result")
            if isinstance(result, (int, float)):
                goal._write_changes(goal._get_write_values(result))
            else:
                _logger.error("Invalid return content %r from the evaluation of code for "
                              "definition %s, expected a number", result, definition.name)

    def _get_period_domain(self, definition, start, end):
        name = definition.field_date_id.name
        domain = Domain.TRUE
        if name and start:
            domain &= Domain(name, ">=", start)
        if name and end:
            domain &= Domain(name, "<=", end)
        return domain

    def _measure(self, definition):
        """Return the count or the sum of a goal's records."""
        records = self.env[definition.model_id.model]
        domain = Domain(safe_eval(definition.domain, {"user": self.user_id}))
        domain &= self._get_period_domain(definition, self.start_date, self.end_date)
        if definition.computation_mode == "sum":
            [[total]] = records._read_group(
                domain, [], [f"{definition.field_id.name}:sum"])
            return total or 0.0
        return records.search_count(domain)

    def _update_in_batch(self, definition):
        """Count the goals of a period by one query, told apart by a field."""
        records = self.env[definition.model_id.model]
        field = definition.batch_distinctive_field.name
        for (start, end), goals in self.grouped(
            lambda g: (g.start_date, g.end_date)
        ).items():
            keys = {goal: safe_eval(definition.batch_user_expression,
                                    {"user": goal.user_id}) for goal in goals}
            domain = Domain(safe_eval(definition.domain)) & Domain(
                field, "in", list(set(keys.values())))
            domain &= self._get_period_domain(definition, start, end)
            measure = f"{definition.field_id.name}:sum" \
                if definition.computation_mode == "sum" else "__count"
            found = {
                getattr(key, "id", key): total
                for key, total in records._read_group(domain, [field], [measure])}
            for goal, key in keys.items():
                goal._write_changes(goal._get_write_values(found.get(key) or 0))

    # ---- what follows
    def _get_write_values(self, new_value):
        """Return what changes with a new count: the state when it is reached, or over."""
        if new_value == self.current:
            return {}
        values = {"current": new_value}
        higher = self.definition_id.condition == "higher"
        reached = new_value >= self.target_goal if higher \
            else new_value <= self.target_goal
        if reached:
            values["state"] = "reached"
        elif self.end_date and fields.Date.today() > self.end_date:
            values.update(state="failed", closed=True)
        return values

    def _check_remind_delay(self):
        """Remind of a goal that nobody has looked after for long."""
        if not self.remind_update_delay or not self.last_update:
            return {}
        if fields.Date.today() - self.last_update <= timedelta(
            days=self.remind_update_delay
        ):
            return {}
        template = self.env.ref("gamification.email_template_goal_reminder")
        body = template._render_field("body_html", self.ids, compute_lang=True)[self.id]
        self.challenge_id.message_notify(
            body=body, subject=template._render_field("subject", self.ids)[self.id],
            partner_ids=self.user_id.partner_id.ids)
        return {"to_update": True}
