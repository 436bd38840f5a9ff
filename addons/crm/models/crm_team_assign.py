"""Giving leads to teams, and those of teams to their members."""
from __future__ import annotations

import ast
import random
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class CrmTeam(models.Model):
    _inherit = "crm.team"

    @api.constrains("assignment_domain")
    def _constrains_assignment_domain(self):
        for team in self:
            try:
                self.env["crm.lead"].search(team._read_assignment_domain(), limit=1)
            except Exception as error:
                raise ValidationError(_(
                    "Assignment domain for team %(team)s is incorrectly formatted",
                    team=team.name,
                )) from error

    def _read_assignment_domain(self):
        text = self.assignment_domain
        return Domain(ast.literal_eval(text)) if text else Domain.TRUE

    @api.model
    def _cron_assign_leads(self, force_quota=False, creation_delta_days=7):
        """Give out the leads of the last days, team by team."""
        self.search([
            "&", ("assignment_optout", "=", False),
            "|", ("use_leads", "=", True), ("use_opportunities", "=", True),
        ])._action_assign_leads(
            force_quota=force_quota, creation_delta_days=creation_delta_days
        )
        return True

    def action_assign_leads(self):
        """Give leads to the teams and their members now, and tell how many."""
        user = self.env.user
        if not user.has_group("sales_team.group_sale_manager") and not user._is_admin():
            raise UserError(_(
                "Lead/Opportunities automatic assignment is limited to managers or "
                "administrators"
            ))
        to_teams, to_members = self._action_assign_leads(force_quota=True)
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "success" if to_teams or to_members else "info",
                "title": _("Leads Assigned"),
                "message": self._describe_assignment(to_teams, to_members),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _describe_assignment(self, to_teams, to_members):
        if not to_teams and not to_members:
            return _("No allocated leads to any team or salesperson. Check your Sales "
                     "Teams and Salespersons configuration as well as unassigned leads.")
        lines = [
            _("%(count)s leads allocated to %(team)s team.", count=count,
              team=team.name) for team, count in to_teams.items()
        ] + [
            _("%(count)s leads assigned to %(member)s.", count=count,
              member=member.user_id.name) for member, count in to_members.items()
        ]
        return "\n".join(lines)

    def _action_assign_leads(self, force_quota=False, creation_delta_days=0):
        """Give out leads; team -> count and member -> count of those given."""
        teams = self.sudo()
        to_teams = teams._allocate_leads(creation_delta_days)
        return to_teams, teams._assign_to_members(force_quota)

    @api.model
    def _unassigned_domain(self, creation_delta_days):
        params = self.env["ir.config_parameter"].sudo()
        now = fields.Datetime.now()
        hours = float(params.get_param("crm.assignment.delay", default=0))
        domain = Domain([
            ("user_id", "=", False), ("team_id", "=", False),
            "|", ("stage_id", "=", False), ("stage_id.is_won", "=", False),
            ("probability", "<", 100),
        ])
        if hours > 0:
            domain &= Domain("create_date", "<=", now - timedelta(hours=hours))
        if creation_delta_days > 0:
            domain &= Domain("create_date", ">", now - timedelta(days=creation_delta_days))
        return domain

    def _allocate_leads(self, creation_delta_days):
        """Give leads of nobody to teams, those with more room more often."""
        found = self._unassigned_domain(creation_delta_days)
        teams = self.filtered(lambda team: team.assignment_max and not team.assignment_optout)
        leads = self.env["crm.lead"]
        waiting = {
            team: list(leads.search(found & team._read_assignment_domain()).ids)
            for team in teams
        }
        counts, gone = dict.fromkeys(teams, 0), set()
        while waiting:
            team = random.choices(
                list(waiting), weights=[team.assignment_max for team in waiting]
            )[0]
            lead = leads.browse(self._take_next(waiting[team], gone))
            if not lead:
                del waiting[team]
                continue
            gone.update(lead._allocate_to(team))
            counts[team] += 1
        return {team: count for team, count in counts.items() if count}

    @api.model
    def _take_next(self, ids, gone):
        while ids:
            id_ = ids.pop(0)
            if id_ not in gone:
                return id_
        return ()

    def _assign_to_members(self, force_quota):
        """Give the leads of teams to members who have room for them today."""
        counts = {}
        for team in self:
            leads = self.env["crm.lead"].search([
                ("team_id", "=", team.id), ("user_id", "=", False),
                ("date_open", "=", False),
            ], order="probability DESC, id")
            quotas = {
                member: member._get_assignment_quota(force_quota)
                for member in team.crm_team_member_ids if member._has_room()
            }
            quotas = {member: left for member, left in quotas.items() if left > 0}
            for lead in leads:
                member = team._choose_member(lead, quotas)
                if not member:
                    continue
                lead.convert_opportunity(
                    lead.partner_id, user_ids=member.user_id.ids
                )
                counts[member] = counts.get(member, 0) + 1
                quotas[member] -= 1
                if not quotas[member]:
                    del quotas[member]
        return counts

    def _choose_member(self, lead, quotas):
        """Return who gets a lead: who prefers such leads first, then who has most room."""
        matching = [
            member for member in quotas
            if lead.filtered_domain(member._read_domain(member.assignment_domain))
        ]
        preferring = [
            member for member in matching if member.assignment_domain_preferred
            and lead.filtered_domain(
                member._read_domain(member.assignment_domain_preferred))
        ]
        return max(preferring or matching, key=lambda member: quotas[member], default=None)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _allocate_to(self, team):
        """Give the lead to a team, merged with its twins; the ids of all of them."""
        twins = self.duplicate_lead_ids.filtered(lambda lead: (
            lead.active and not lead.user_id and lead.probability < 100
            and lead.team_id.id in (False, team.id)
        )) | self
        ids = twins.ids
        if len(twins) > 1:
            merged = twins._merge_opportunity(
                user_id=False, team_id=team.id, auto_unlink=True, max_length=0
            )
            merged.write({"team_id": team.id})
        else:
            self.write({"team_id": team.id})
        return ids
