"""The goals of those who take part."""
from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models

from .gamification_challenge import period_of


class GamificationChallenge(models.Model):
    _inherit = "gamification.challenge"

    @api.model
    def _cron_update(self, ids=False, commit=True):
        """Begin and end what is due, count, report, reward."""
        today = fields.Date.today()
        self.search([("state", "=", "draft"), ("start_date", "<=", today)]).write(
            {"state": "inprogress"})
        self.search([("state", "=", "inprogress"), ("end_date", "<", today)]).write(
            {"state": "done"})
        records = self.browse(ids) if ids else self.search([("state", "=", "inprogress")])
        return records._update_all()

    def _update_all(self):
        """Count the goals that go on, or have ended since yesterday; say how far it is."""
        if not self:
            return True
        yesterday = fields.Date.today() - timedelta(days=1)
        goals = self.env["gamification.goal"].search([
            ("challenge_id", "in", self.ids), ("state", "!=", "draft"),
            "|", ("state", "=", "inprogress"),
            "&", ("state", "=", "reached"), "|", ("end_date", ">=", yesterday),
            ("end_date", "=", False),
        ])
        goals.update_goal()
        self._recompute_challenge_users()
        self._generate_goals_from_challenge()
        today = fields.Date.today()
        for challenge in self:
            if challenge.last_report_date != today \
                    and challenge.next_report_date and challenge.next_report_date <= today:
                challenge.report_progress()
        self._check_challenge_reward()
        return True

    def _generate_goals_from_challenge(self):
        """Give each who takes part the goals of the period; others lose theirs."""
        goals = self.env["gamification.goal"]
        new = goals
        for challenge in self:
            start, end = period_of(
                challenge.period, challenge.start_date, challenge.end_date)
            for line in challenge.line_ids:
                known = goals.search([
                    ("line_id", "=", line.id),
                    *([("start_date", "=", start)] if start else []),
                    *([("end_date", "=", end)] if end else []),
                ])
                known.filtered(lambda g, c=challenge: g.user_id not in c.user_ids).unlink()
                missing = challenge.user_ids - known.user_id
                new |= goals.create([
                    challenge._prepare_goal(line, user, start, end) for user in missing])
        new.update_goal()
        return True

    def _prepare_goal(self, line, user, start, end):
        higher = line.condition == "higher"
        values = {
            "challenge_id": self.id, "definition_id": line.definition_id.id,
            # what is not counted yet is not reached yet
            "current": min(line.target_goal - 1, 0) if higher
            else max(line.target_goal + 1, 0),
            "line_id": line.id, "state": "inprogress", "target_goal": line.target_goal,
            "user_id": user.id,
        }
        if start:
            values["start_date"] = start
        if end:
            values["end_date"] = end
        if self.remind_update_delay:
            values["remind_update_delay"] = self.remind_update_delay
        return values
