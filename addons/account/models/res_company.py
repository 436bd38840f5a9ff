"""What companies decide about their books."""
from odoo import _, fields, models
from odoo.exceptions import UserError

LOCKS = ("fiscalyear_lock_date", "hard_lock_date")


class ResCompany(models.Model):
    _inherit = "res.company"

    tax_calculation_rounding_method = fields.Selection(default="round_per_line")
    account_price_include = fields.Selection(default="tax_excluded")
    fiscalyear_last_day = fields.Integer(default=31)
    fiscalyear_last_month = fields.Selection(default="12")

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
