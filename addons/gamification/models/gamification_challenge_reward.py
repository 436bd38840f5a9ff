"""Badges for those who reach their goals."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, fields, models

from .gamification_challenge import period_of

TOP = ("reward_first_id", "reward_second_id", "reward_third_id")


class GamificationChallenge(models.Model):
    _inherit = "gamification.challenge"

    def _check_challenge_reward(self, force=False):
        """Reward whoever has reached all goals, and at the end the best."""
        today = fields.Date.today()
        for challenge in self:
            start, end = period_of(
                challenge.period, challenge.start_date, challenge.end_date)
            ended = force or end == today
            rewarded = challenge._reward_reached(ended, start, end)
            if ended:
                challenge._end_period(rewarded)
        return True

    def _reward_reached(self, ended, start, end):
        users = self.env["res.users"]
        if not self.reward_id or not (ended or self.reward_realtime):
            return users
        goals = self.env["gamification.goal"].search([
            ("challenge_id", "=", self.id), ("state", "=", "reached"),
            *([("start_date", "=", start)] if start else []),
            *([("end_date", "=", end)] if end else []),
        ])
        for user in self.user_ids:
            reached = goals.filtered(lambda g, user=user: g.user_id == user)
            if not self.line_ids or reached.line_id != self.line_ids:
                continue
            since = [("create_date", ">=", start)] if start else []
            if not self.env["gamification.badge.user"].search_count([
                ("challenge_id", "=", self.id), ("badge_id", "=", self.reward_id.id),
                ("user_id", "=", user.id), *since,
            ], limit=1):
                self._reward_user(user, self.reward_id)
                users |= user
        return users

    def _end_period(self, rewarded):
        """Say who was rewarded; the best of the board get badges of their own."""
        text = _("The challenge %s is finished.", Markup("<strong>%s</strong>") % self.name)
        names = ", ".join(rewarded.mapped("name"))
        body = Markup("%s<br/>%s") % (text, _(
            "Reward (badge %(badge_name)s) for every succeeding user was sent to "
            "%(users)s.", badge_name=self.reward_id.name, users=names,
        ) if rewarded else _("Nobody has succeeded to reach every goal, no badge is "
                             "rewarded for this challenge."))
        if self.reward_first_id:
            best = self._get_topN_users(3)
            for rank, (user, field) in enumerate(zip(best, TOP), 1):
                if user:
                    body += Markup("<br/>%s") % _("%(rank)d. %(user_name)s - %(reward_name)s",
                                                  rank=rank, user_name=user.name,
                                                  reward_name=self[field].name or "")
                    if self[field]:
                        self._reward_user(user, self[field])
        self.message_post(
            partner_ids=self.user_ids.partner_id.ids, body=body)

    def _get_topN_users(self, n):  # noqa: N802  Odoo's name
        """Return the best n who take part: all goals reached first; None fills up."""
        start, end = period_of(self.period, self.start_date, self.end_date)
        ranking = []
        for user in self.user_ids:
            goals = self.env["gamification.goal"].search([
                ("challenge_id", "=", self.id), ("user_id", "=", user.id),
                *([("start_date", "=", start)] if start else []),
                *([("end_date", "=", end)] if end else []),
            ])
            total = sum(
                100.0 * goal.current / goal.target_goal
                if goal.definition_condition == "higher" and goal.target_goal
                else goal.completeness for goal in goals if goal.state != "draft")
            reached = bool(goals) and all(goal.state == "reached" for goal in goals)
            ranking.append((reached, total, -user.id, user))
        ranking.sort(reverse=True, key=lambda row: row[:3])
        best = [user for reached, _total, _id, user in ranking
                if reached or self.reward_failure]
        return [*best[:n], *[None] * (n - len(best[:n]))]

    def _reward_user(self, user, badge):
        """Give a badge."""
        return self.env["gamification.badge.user"].create({
            "user_id": user.id, "badge_id": badge.id, "challenge_id": self.id,
        })._send_badge()
