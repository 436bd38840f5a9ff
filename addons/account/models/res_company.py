"""What companies decide about their books."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

LOCKS = ("fiscalyear_lock_date", "hard_lock_date")


class ResCompany(models.Model):
    _inherit = "res.company"

    tax_calculation_rounding_method = fields.Selection(default="round_per_line")
    account_price_include = fields.Selection(default="tax_excluded")
    fiscalyear_last_day = fields.Integer(default=31)
    fiscalyear_last_month = fields.Selection(default="12")

    account_fiscal_country_id = fields.Many2one(
        "res.country", compute="_compute_account_fiscal_country_id", store=True,
        readonly=False)

    @api.depends("country_id")
    def _compute_account_fiscal_country_id(self):
        for company in self:
            company.account_fiscal_country_id = \
                company.account_fiscal_country_id or company.country_id

    def _check_lock(self, date, journal_type=None):
        """Refuse to touch what lies before a lock date; UserError."""
        self.ensure_one()
        names = [*LOCKS, *(
            [f"{journal_type}_lock_date"] if journal_type in ("sale", "purchase") else [])]
        locks = [day for name in names for day in [self[name]] if day and date <= day]
        if locks:
            raise UserError(_(
                "You cannot add/modify entries prior to and inclusive of: %s.",
                max(locks)))
