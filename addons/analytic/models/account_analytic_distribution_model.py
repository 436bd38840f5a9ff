"""Models that say which distribution lines take by themselves."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AccountAnalyticDistributionModel(models.Model):
    _inherit = "account.analytic.distribution.model"

    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(default=lambda self: self.env.company)

    @api.constrains("company_id", "analytic_distribution")
    def _check_company_accounts(self):
        """Refuse accounts of another company than the model's."""
        for model in self:
            accounts = model.sudo().distribution_analytic_account_ids
            if any(account.company_id and account.company_id != model.company_id
                   for account in accounts):
                raise UserError(_(
                    "You defined a distribution with analytic account(s) belonging to a "
                    "specific company but a model shared between companies or with a "
                    "different company"))

    @api.model
    def _get_distribution(self, vals):
        """Return the distribution of what has these values, {} if no model fits.

        Models apply by their sequence, each for plans that none before it told of;
        `related_root_plan_ids`: plans that are told already.
        """
        vals = dict(vals)
        applied = vals.pop("related_root_plan_ids", self.env["account.analytic.plan"])
        found = {}
        for model in self._get_applicable_models(vals):
            plans = model.distribution_analytic_account_ids.root_plan_id
            if not plans & applied:
                found |= model.analytic_distribution or {}
                applied |= plans
        return found

    def _get_applicable_models(self, vals):
        """Return the models whose conditions hold for these values."""
        return self.search(Domain.AND(
            self._create_domain(name, value) for name, value in vals.items()))

    def _create_domain(self, fname, value):
        """Return the domain of models that fit a value (hook)."""
        values = list(value or ()) if fname == "partner_category_id" else [value or False]
        return Domain(fname, "in", [*values, False])
