"""The analytic accounts of projects."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProjectProject(models.Model):
    _inherit = "project.project"

    account_id = fields.Many2one(
        "account.analytic.account", string="Project", copy=False, ondelete="set null",
        index=True, domain="['|', ('company_id', '=', False), "
        "('company_id', '=?', company_id)]",
    )
    analytic_account_balance = fields.Monetary(
        string="Balance", related="account_id.balance")

    def _get_analytic_account_values(self):
        """Return the values of an account for the project."""
        self.ensure_one()
        plan_id = int(self.env["ir.config_parameter"].sudo().get_param(
            "analytic.project_plan", 0))
        plan = self.env["account.analytic.plan"].sudo().browse(plan_id).exists() \
            or self.env["account.analytic.plan"].sudo().search([], limit=1)
        return {"name": self.name, "company_id": self.company_id.id, "plan_id": plan.id,
                "partner_id": self.partner_id.id, "active": True}

    def _create_analytic_account(self):
        """Give each project that lacks one an account of its own."""
        for project in self.filtered(lambda p: not p.account_id):
            project.account_id = self.env["account.analytic.account"].create(
                project._get_analytic_account_values())


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"

    project_ids = fields.One2many("project.project", "account_id", string="Projects")
    project_count = fields.Integer(compute="_compute_project_count")

    @api.depends("project_ids")
    def _compute_project_count(self):
        rows = self.env["project.project"]._read_group(
            [("account_id", "in", self.ids)], ["account_id"], ["__count"])
        found = {account.id: count for account, count in rows}
        for account in self:
            account.project_count = found.get(account.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_existing_tasks(self):
        projects = self.env["project.project"].search([("account_id", "in", self.ids)])
        if self.env["project.task"].search_count(
            [("project_id", "in", projects.ids)], limit=1
        ):
            raise UserError(_(
                "Before we can bid farewell to these accounts, you need to tidy up the "
                "projects linked to them."))

    def action_view_projects(self):
        """Open the projects of the account."""
        action = {
            "type": "ir.actions.act_window", "res_model": "project.project",
            "views": [[False, "kanban"], [False, "form"]], "name": _("Projects"),
            "domain": [("account_id", "=", self.id)], "context": {"create": False},
        }
        if len(self.project_ids) == 1:
            action["views"] = [(False, "form")]
            action["res_id"] = self.project_ids.id
        return action
