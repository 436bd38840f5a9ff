"""How many leads a salesperson takes, and which."""
from __future__ import annotations

import ast
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

MONTH = timedelta(days=30)


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    assignment_domain = fields.Char(tracking=True)
    assignment_domain_preferred = fields.Char(
        string="Preference assignment Domain", tracking=True,
    )
    assignment_enabled = fields.Boolean(
        string="Lead Assign", related="crm_team_id.assignment_enabled",
    )
    assignment_max = fields.Integer(
        string="Average Leads Capacity (on 30 days)", default=30,
    )
    assignment_optout = fields.Boolean(string="Pause assignment")
    lead_day_count = fields.Integer(
        string="Leads (last 24h)", compute="_compute_lead_day_count",
    )
    lead_month_count = fields.Integer(
        string="Leads (30 days)", compute="_compute_lead_month_count",
    )

    @api.depends("user_id", "crm_team_id")
    def _compute_lead_day_count(self):
        self._count_leads("lead_day_count", timedelta(days=1))

    @api.depends("user_id", "crm_team_id")
    def _compute_lead_month_count(self):
        self._count_leads("lead_month_count", MONTH)

    def _count_leads(self, name, period):
        """Write how many leads were given to members since a while; lost ones count."""
        groups = self.env["crm.lead"].with_context(active_test=False)._read_group([
            ("date_open", ">=", fields.Datetime.now() - period),
            ("team_id", "in", self.crm_team_id.ids), ("user_id", "in", self.user_id.ids),
        ], ["user_id", "team_id"], ["__count"])
        found = {(user.id, team.id): count for user, team, count in groups}
        for member in self:
            member[name] = found.get((member.user_id.id, member.crm_team_id.id), 0)

    @api.constrains("assignment_domain", "assignment_domain_preferred")
    def _constrains_assignment_domain(self):
        for member in self:
            for text in (member.assignment_domain, member.assignment_domain_preferred):
                try:
                    self.env["crm.lead"].search(member._read_domain(text), limit=1)
                except Exception as error:
                    raise ValidationError(_(
                        "Member assignment domain for user %(user)s and team %(team)s is "
                        "incorrectly formatted",
                        user=member.user_id.name, team=member.crm_team_id.name,
                    )) from error

    @api.model
    def _read_domain(self, text):
        return Domain(ast.literal_eval(text)) if text else Domain.TRUE

    def _get_assignment_quota(self, force_quota=False):
        """Return how many leads the member takes today; forced, one at the least."""
        quota = round(self.assignment_max / 30)
        return max(quota, 1) if force_quota else quota - self.lead_day_count

    def _has_room(self):
        return not self.assignment_optout and self.lead_month_count < self.assignment_max
