"""What has a share of analytic accounts."""
from odoo import api, fields, models


class AnalyticMixin(models.AbstractModel):
    _inherit = "analytic.mixin"

    analytic_precision = fields.Integer(
        store=False, default=lambda self: self.env["decimal.precision"].precision_get(
            "Percentage Analytic"))
    distribution_analytic_account_ids = fields.Many2many(
        "account.analytic.account", compute="_compute_distribution_analytic_account_ids")

    @api.depends("analytic_distribution")
    def _compute_distribution_analytic_account_ids(self):
        ids = {record: record._get_analytic_account_ids() for record in self}
        known = set(self.env["account.analytic.account"].browse(
            {own for found in ids.values() for own in found}).exists().ids)
        for record, found in ids.items():
            record.distribution_analytic_account_ids = [
                (6, 0, [own for own in found if own in known])]

    def _get_analytic_account_ids(self):
        """Return the ids of the accounts that the distribution names."""
        self.ensure_one()
        return [int(part) for key in self.analytic_distribution or {}
                for part in str(key).split(",") if part.strip().isdigit()]
