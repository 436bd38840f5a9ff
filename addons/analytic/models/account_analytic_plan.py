"""Plans: the dimensions that costs and revenues are seen in."""
from odoo import api, fields, models


class AccountAnalyticPlan(models.Model):
    _inherit = "account.analytic.plan"
    _rec_name = "complete_name"

    default_applicability = fields.Selection(default="optional")
    color = fields.Integer(default=0)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True)
    root_id = fields.Many2one(
        "account.analytic.plan", compute="_compute_root_id", search="_search_root_id")
    account_count = fields.Integer(compute="_compute_account_count")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for plan in self:
            plan.complete_name = (
                f"{plan.parent_id.complete_name} / {plan.name}" if plan.parent_id
                else plan.name)

    @api.depends("parent_id", "parent_path")
    def _compute_root_id(self):
        for plan in self:
            root = (plan.parent_path or str(plan.id or "")).split("/")[0]
            plan.root_id = int(root) if root.isdigit() else plan

    def _search_root_id(self, operator, value):
        roots = self.search([("parent_id", "=", False), ("id", operator, value)])
        return [("id", "child_of", roots.ids)]

    @api.depends("account_ids")
    def _compute_account_count(self):
        for plan in self:
            plan.account_count = len(plan.account_ids)
