"""Challenges: who takes part, and since when."""
from __future__ import annotations

from ast import literal_eval
from datetime import date, timedelta

from dateutil.relativedelta import MO, relativedelta
from odoo import _, api, exceptions, fields, models

NEXT_REPORT = {"daily": timedelta(days=1), "weekly": timedelta(days=7),
               "monthly": relativedelta(months=1), "yearly": relativedelta(years=1)}


def period_of(period, start=False, end=False):
    """Return first and last day of the period that today lies in."""
    today = date.today()
    if period == "daily":
        return today, today
    if period == "weekly":
        monday = today + relativedelta(weekday=MO(-1))
        return monday, monday + timedelta(days=7)
    if period == "monthly":
        first = today.replace(day=1)
        return first, first + relativedelta(months=1, days=-1)
    if period == "yearly":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    return start, end


class GamificationChallenge(models.Model):
    _inherit = "gamification.challenge"

    last_report_date = fields.Date(default=fields.Date.today)
    manager_id = fields.Many2one(default=lambda self: self.env.uid)
    next_report_date = fields.Date(compute="_get_next_report_date", store=True)
    period = fields.Selection(default="once")
    report_message_frequency = fields.Selection(default="never")
    report_template_id = fields.Many2one(default=lambda self: self._default_template())
    reward_realtime = fields.Boolean(default=True)
    state = fields.Selection(default="draft")
    user_count = fields.Integer(compute="_compute_user_count")
    visibility_mode = fields.Selection(default="personal")

    @api.model
    def _default_template(self):
        return self.env.ref("gamification.simple_report_template",
                            raise_if_not_found=False)

    @api.depends("user_ids")
    def _compute_user_count(self):
        for challenge in self:
            challenge.user_count = len(challenge.user_ids)

    @api.depends("last_report_date", "report_message_frequency")
    def _get_next_report_date(self):
        for challenge in self:
            offset = NEXT_REPORT.get(challenge.report_message_frequency)
            challenge.next_report_date = challenge.last_report_date + offset \
                if offset and challenge.last_report_date else False

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Those whom the domain names take part."""
        challenges = super().create([self._with_users(vals) for vals in vals_list])
        challenges.filtered(lambda c: c.state == "inprogress")._begin()
        return challenges

    def _with_users(self, vals):
        if not vals.get("user_domain"):
            return vals
        users = self._get_challenger_users(vals["user_domain"])
        return {**vals, "user_ids": [
            *(vals.get("user_ids") or ()), *[(4, user.id) for user in users]]}

    def write(self, vals):
        """Begin, end, or go back to a draft as the state says."""
        vals = self._with_users(vals)
        result = super().write(vals)
        if vals.get("state") == "inprogress":
            self._begin()
        elif vals.get("state") == "done":
            self._check_challenge_reward(force=True)
        elif vals.get("state") == "draft":
            if self.env["gamification.goal"].search_count([
                ("challenge_id", "in", self.ids), ("state", "=", "inprogress"),
            ], limit=1):
                raise exceptions.UserError(_(
                    "You can not reset a challenge with unfinished goals."))
        return result

    def _begin(self):
        self._recompute_challenge_users()
        self._generate_goals_from_challenge()

    def _get_challenger_users(self, domain):
        return self.env["res.users"].search(literal_eval(domain))

    def _recompute_challenge_users(self):
        """Take in those whom the domain names by now, let go those it no longer does."""
        for challenge in self.filtered("user_domain"):
            users = self._get_challenger_users(challenge.user_domain)
            if users != challenge.user_ids:
                challenge._set_users(users)
        return True

    def _set_users(self, users):
        super().write({"user_ids": [(6, 0, users.ids)]})

    # ---- buttons
    def action_start(self):
        """Begin."""
        return self.write({"state": "inprogress"})

    def action_check(self):
        """Begin the goals anew that are not reached yet, and count."""
        self.env["gamification.goal"].search([
            ("challenge_id", "in", self.ids), ("state", "=", "inprogress")]).unlink()
        return self._update_all()

    def action_report_progress(self):
        """Say how far it is."""
        for challenge in self:
            challenge.report_progress()
        return True

    def action_view_users(self):
        """Open those who take part."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("base.action_res_users")
        return {**action, "domain": [("id", "in", self.user_ids.ids)]}

    def accept_challenge(self):
        """Take part."""
        user = self.env.user
        sudoed = self.sudo()
        sudoed.message_post(body=_("%s has joined the challenge", user.name))
        sudoed.write({"invited_user_ids": [(3, user.id)], "user_ids": [(4, user.id)]})
        return sudoed._generate_goals_from_challenge()

    def discard_challenge(self):
        """Do not take part."""
        user = self.env.user
        sudoed = self.sudo()
        sudoed.message_post(body=_("%s has refused the challenge", user.name))
        return sudoed.write({"invited_user_ids": [(3, user.id)]})
