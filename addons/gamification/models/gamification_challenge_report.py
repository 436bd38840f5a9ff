"""How far challenges are, told."""
from __future__ import annotations

from odoo import fields, models

from .gamification_challenge import period_of


class GamificationChallenge(models.Model):
    _inherit = "gamification.challenge"

    def report_progress(self, users=(), subset_goals=False):
        """Tell those who take part: all of the board, or each of the own goals."""
        self.ensure_one()
        if self.visibility_mode == "ranking":
            self._report_ranking(users, subset_goals)
        else:
            self._report_personal(users, subset_goals)
        return self.write({"last_report_date": fields.Date.today()})

    def _report_ranking(self, users, subset_goals):
        lines = self._get_serialized_challenge_lines(restrict_goals=subset_goals)
        if not lines:
            return
        body = self._render_report(lines)
        partners = (users or self.user_ids).partner_id
        self.message_post(body=body, partner_ids=partners.ids,
                          subtype_xmlid="mail.mt_comment")
        if self.report_message_group_id:
            self.report_message_group_id.message_post(
                body=body, subtype_xmlid="mail.mt_comment")

    def _report_personal(self, users, subset_goals):
        for user in sorted(users or self.user_ids, key=lambda one: one.id):
            lines = self._get_serialized_challenge_lines(user, restrict_goals=subset_goals)
            if not lines:
                continue
            body = self.with_user(user)._render_report(lines)
            self.message_notify(
                body=body, partner_ids=user.partner_id.ids, subject=self.name)
            if self.report_message_group_id:
                self.report_message_group_id.message_post(
                    body=body, subtype_xmlid="mail.mt_comment")

    def _render_report(self, lines):
        template = self.sudo().report_template_id.with_context(challenge_lines=lines)
        return template._render_field("body_html", self.ids)[self.id]

    def _get_serialized_challenge_lines(self, user=(), restrict_goals=(),
                                        restrict_top=0):
        """Return how far each goal is: of a user, or of all with their ranks."""
        self.ensure_one()
        start, end = period_of(self.period)
        found = []
        for line in self.line_ids:
            data = {
                "id": line.id, "name": line.definition_id.name,
                "description": line.definition_id.description,
                "condition": line.definition_id.condition,
                "computation_mode": line.definition_id.computation_mode,
                "monetary": line.definition_id.monetary,
                "suffix": line.definition_id.suffix,
                "action": line.definition_id.action_id.id,
                "display_mode": line.definition_id.display_mode,
                "target": line.target_goal,
            }
            domain = [("line_id", "=", line.id), ("state", "!=", "draft")]
            if restrict_goals:
                domain.append(("id", "in", restrict_goals.ids))
            else:
                domain += [("start_date", "=", start)] if start else []
                domain += [("end_date", "=", end)] if end else []
            goals = self.env["gamification.goal"].search(domain)
            if self.visibility_mode == "personal":
                own = goals.filtered(lambda g: g.user_id == (user or self.env.user))[:1]
                if own and (own.state != "reached" or not restrict_goals):
                    found.append({**data, **own.read(
                        ["id", "current", "completeness", "state"])[0]})
                continue
            found.append({**data, **self._rank_goals(goals, line, user, restrict_top)})
        return found

    def _rank_goals(self, goals, line, user, restrict_top):
        higher = line.condition == "higher"
        ordered = goals.sorted(lambda g: (g.completeness, g.current if higher
                                          else -g.current), reverse=True)
        ranked = [{
            "id": goal.id, "user_id": goal.user_id.id, "name": goal.user_id.name,
            "rank": rank, "current": goal.current, "completeness": goal.completeness,
            "state": goal.state,
        } for rank, goal in enumerate(ordered)]
        own = ordered.filtered(lambda g: g.user_id == user)[:1] if user else ordered[:0]
        return {
            "goals": ranked[:restrict_top] if restrict_top else ranked,
            "own_goal_id": own.id or False,
            "current": own.current if own else sum(goals.mapped("current")),
        }
