"""Sales teams with leads."""
from __future__ import annotations

from odoo import _, api, fields, models


class CrmTeam(models.Model):
    _name = "crm.team"
    _inherit = ["crm.team", "mail.alias.mixin"]

    assignment_auto_enabled = fields.Boolean(
        string="Auto Assignment", compute="_compute_assignment_enabled",
    )
    assignment_domain = fields.Char(tracking=True)
    assignment_enabled = fields.Boolean(
        string="Lead Assign", compute="_compute_assignment_enabled",
    )
    assignment_max = fields.Integer(
        string="Lead Average Capacity", compute="_compute_assignment_max",
    )
    assignment_optout = fields.Boolean(string="Skip auto assignment")
    lead_all_assigned_month_count = fields.Integer(
        string="# Leads/Opps assigned this month",
        compute="_compute_lead_all_assigned_month_count",
    )
    lead_all_assigned_month_exceeded = fields.Boolean(
        string="Exceed monthly lead assignement",
        compute="_compute_lead_all_assigned_month_count",
    )
    lead_properties_definition = fields.PropertiesDefinition(string="Lead Properties")
    lead_unassigned_count = fields.Integer(
        string="# Unassigned Leads", compute="_compute_lead_unassigned_count",
    )
    use_leads = fields.Boolean(string="Leads")
    use_opportunities = fields.Boolean(string="Pipeline", default=True)

    def _compute_assignment_enabled(self):
        enabled = bool(self.env["ir.config_parameter"].sudo().get_param(
            "crm.lead.auto.assignment", False
        ))
        cron = self.env.ref("crm.ir_cron_crm_lead_assign", raise_if_not_found=False)
        self.assignment_enabled = enabled
        self.assignment_auto_enabled = enabled and bool(cron and cron.sudo().active)

    @api.depends("crm_team_member_ids.assignment_max")
    def _compute_assignment_max(self):
        for team in self:
            team.assignment_max = sum(team.crm_team_member_ids.mapped("assignment_max"))

    def _compute_lead_all_assigned_month_count(self):
        since = fields.Datetime.subtract(fields.Datetime.now(), days=30)
        for team in self:
            count = self.env["crm.lead"].search_count([
                ("team_id", "=", team.id), ("date_open", ">=", since),
            ])
            team.lead_all_assigned_month_count = count
            team.lead_all_assigned_month_exceeded = count > team.assignment_max

    def _compute_lead_unassigned_count(self):
        for team in self:
            team.lead_unassigned_count = self.env["crm.lead"].search_count([
                ("team_id", "=", team.id), ("type", "=", "lead"), ("user_id", "=", False),
            ])

    def write(self, vals):
        """What the alias makes follows the kind of records of the team."""
        result = super().write(vals)
        if "use_leads" in vals or "use_opportunities" in vals:
            for team in self:
                values = team._alias_get_creation_values()
                team.alias_id.sudo().write({
                    "alias_name": team.alias_name if team.use_leads
                    or team.use_opportunities else False,
                    "alias_defaults": repr(values["alias_defaults"]),
                })
        return result

    def _alias_get_creation_values(self):
        """Mails to the team make leads of it."""
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("crm.lead")
        if self.id:
            leads = self.env.user.has_group("crm.group_use_lead") and self.use_leads
            values["alias_defaults"] = {
                "type": "lead" if leads else "opportunity", "team_id": self.id,
            }
        return values

    def action_open_leads(self):
        """Open the pipeline of the team."""
        return {
            "name": _("Pipeline"), "type": "ir.actions.act_window",
            "res_model": "crm.lead", "view_mode": "kanban,list,form",
            "domain": [("team_id", "=", self.id)],
        }
