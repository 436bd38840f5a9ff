"""What has an account of each plan, one a column."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class AnalyticPlanFieldsMixin(models.AbstractModel):
    _inherit = "analytic.plan.fields.mixin"

    account_id = fields.Many2one(
        "account.analytic.account", "Project Account", ondelete="restrict", index=True)
    auto_account_id = fields.Many2one(
        "account.analytic.account", "Analytic Account", store=False,
        compute="_compute_auto_account", inverse="_inverse_auto_account",
        search="_search_auto_account")

    @api.model
    def _get_plan_fnames(self):
        """Return the columns that hold accounts, the project's first."""
        names = self.env["account.analytic.plan"]._get_all_columns()
        return [name for name in names if name in self._fields]

    def _get_analytic_accounts(self):
        """Return the accounts of all plans."""
        return self.env["account.analytic.account"].browse(
            [self[name].id for name in self._get_plan_fnames() if self[name]])

    def _get_distribution_key(self):
        """Return the key that a distribution has for these accounts."""
        return ",".join(map(str, self._get_analytic_accounts().ids))

    # without a plan in the context there is no telling which column is meant
    @api.depends_context("analytic_plan_id")
    def _compute_auto_account(self):
        plan = self.env["account.analytic.plan"].browse(
            self.env.context.get("analytic_plan_id"))
        name = plan and plan._get_column_name()
        for line in self:
            line.auto_account_id = line[name] if name and name in self._fields else False

    def _inverse_auto_account(self):
        for line in self:
            line[line.auto_account_id.plan_id._get_column_name()] = line.auto_account_id

    def _search_auto_account(self, operator, value):
        if operator.startswith("not"):
            return NotImplemented
        return Domain.OR(
            Domain(name, operator, value) for name in self._get_plan_fnames())

    def _check_account_id(self):
        names = self._get_plan_fnames()
        if any(not any(line[name] for name in names) for line in self):
            raise ValidationError(_("At least one analytic account must be set"))

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Return the fields; columns of plans are named as their plan."""
        found = super().fields_get(allfields, attributes)
        plans = self.env["account.analytic.plan"]
        if not plans.has_access("read"):
            return found
        for plan in plans._get_all_plans():
            column = found.get(plan._get_column_name())
            if column is None:
                continue
            if "string" in column:
                column["string"] = plan.name
            if "domain" in column:
                column["domain"] = f"[('plan_id', 'child_of', {plan.id})]"
        return found
