"""The columns that plans have in what bears an account of each plan."""
from odoo import api, models


class AccountAnalyticPlan(models.Model):
    _inherit = "account.analytic.plan"

    @api.model
    def _get_all_plans(self):
        """Return the plans that have columns, that of projects first."""
        known = self.env["ir.config_parameter"].sudo().get_param(
            "analytic.project_plan", 0)
        project = self.sudo().browse(int(known)).exists()
        return project | self.sudo().search([("parent_id", "=", False)])

    @api.model
    def _get_all_columns(self):
        """Return the names of the columns that hold accounts."""
        return [plan._get_column_name() for plan in self._get_all_plans()]

    def _get_column_name(self):
        """Return the field that holds the plan's account."""
        root = self.root_id or self
        known = self.env["ir.config_parameter"].sudo().get_param(
            "analytic.project_plan", 0)
        return "account_id" if str(root.id) == str(known) else f"x_plan{root.id}_id"

    @api.model_create_multi
    def create(self, vals_list):
        """Make plans; each at the top gets its column."""
        plans = super().create(vals_list)
        plans._sync_columns()
        return plans

    def write(self, vals):
        """Change plans; columns follow their name and place."""
        before = {plan: plan.parent_id for plan in self}
        result = super().write(vals)
        if "parent_id" in vals:
            for plan, parent in before.items():
                if not parent and plan.parent_id:
                    plan._find_columns(f"x_plan{plan.id}_id").unlink()
        if {"name", "parent_id"} & set(vals):
            self._sync_columns()
        return result

    def unlink(self):
        """Delete plans and their columns."""
        names = [f"x_plan{plan.id}_id" for plan in self if not plan.parent_id]
        self._find_columns(*names).unlink()
        return super().unlink()

    def _find_columns(self, *names):
        return self.env["ir.model.fields"].sudo().search([
            ("name", "in", names), ("state", "=", "manual")])

    @api.model
    def _get_column_models(self):
        """Return the models that bear an account of each plan."""
        return [name for name, cls in self.env.registry.items()
                if getattr(cls, "_get_plan_fnames", None) and cls._auto
                and not cls._abstract]

    def _sync_columns(self):
        """Make or rename the columns of the plans at the top."""
        values, models_ = [], self._get_column_models()
        for plan in self.filtered(lambda plan: not plan.parent_id):
            name = plan._get_column_name()
            if name == "account_id":
                continue
            known = self._find_columns(name)
            known.field_description = plan.name
            for model in set(models_) - set(known.mapped("model")):
                values.append({
                    "name": name, "field_description": plan.name, "state": "manual",
                    "model": model, "model_id": self.env["ir.model"]._get_id(model),
                    "ttype": "many2one", "relation": "account.analytic.account",
                    "copied": True, "on_delete": "restrict"})
        if values:
            self.env["ir.model.fields"].sudo().create(values)
