"""Plans: the dimensions that costs and revenues are seen in."""
from odoo import _, api, fields, models


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
    all_account_count = fields.Integer(
        string="All Analytic Accounts Count", compute="_compute_all_account_count")
    children_count = fields.Integer(
        string="Children Plans Count", compute="_compute_children_count")

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

    def _find_all_accounts(self):
        return self.env["account.analytic.account"].search(
            [("plan_id", "child_of", self.ids)])

    @api.depends("account_ids", "children_ids")
    def _compute_all_account_count(self):
        for plan in self:
            plan.all_account_count = len(plan._find_all_accounts()) if plan.id else 0

    @api.depends("children_ids")
    def _compute_children_count(self):
        for plan in self:
            plan.children_count = len(plan.children_ids)

    def action_view_analytical_accounts(self):
        """Open the accounts of the plan and of those below it."""
        self.ensure_one()
        action = {
            "res_model": "account.analytic.account", "type": "ir.actions.act_window",
            "name": _("Analytical Accounts"), "view_mode": "list,form",
            "domain": [("plan_id", "child_of", self.id)],
            "context": {"default_plan_id": self.id},
        }
        return action

    def action_view_children_plans(self):
        """Open the plans below the plan."""
        self.ensure_one()
        return {
            "res_model": "account.analytic.plan", "type": "ir.actions.act_window",
            "name": _("Analytical Plans"), "view_mode": "list,form",
            "domain": [("id", "in", self.children_ids.ids)],
            "context": {"default_parent_id": self.id, "default_color": self.color},
        }

    # ---- which plans a document has to tell
    @api.model
    def get_relevant_plans(self, **kwargs):
        """Return the root plans that a document may or must name accounts of.

        What the document is comes by keyword: `business_domain`, `company_id`, and what
        rules ask for. `existing_account_ids`: accounts whose plans are told in any case.
        """
        known = self.env["account.analytic.account"].browse(
            kwargs.get("existing_account_ids") or ()).exists().plan_id.root_id
        forced = kwargs.get("applicability")
        found = []
        for plan in self.sudo().search([("parent_id", "=", False)]):
            need = forced or plan._get_applicability(**kwargs)
            if plan.all_account_count and need != "unavailable" or plan in known:
                found.append({
                    "id": plan.id, "name": plan.name, "color": plan.color,
                    "applicability": need if need != "unavailable" else "optional",
                    "all_account_count": plan.all_account_count,
                    "column_name": plan._get_column_name()})
        return found

    def _get_applicability(self, **kwargs):
        """Return whether accounts of the plan are optional, mandatory or unavailable."""
        self.ensure_one()
        best, need = 0, self.default_applicability or "optional"
        for rule in self.applicability_ids:
            score = rule._get_score(**kwargs)
            if score > best:
                best, need = score, rule.applicability
        return need
