"""The wizard of a company's fiscal year and opening date."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

NAMES = ("fiscalyear_last_day", "fiscalyear_last_month", "account_opening_date")


class AccountFinancialYearOp(models.TransientModel):
    _inherit = "account.financial.year.op"

    opening_move_posted = fields.Boolean(compute="_compute_opening_move_posted")
    opening_date = fields.Date(related="company_id.account_opening_date", readonly=False)

    @api.depends("company_id.account_opening_move_id.state")
    def _compute_opening_move_posted(self):
        for wizard in self:
            wizard.opening_move_posted = wizard.company_id.opening_move_posted()

    @api.constrains("fiscalyear_last_day", "fiscalyear_last_month")
    def _check_fiscalyear(self):
        """Refuse a year's end that no year has, but for a 29th of February."""
        for wizard in self:
            company = wizard.company_id
            day, month = company.fiscalyear_last_day, int(company.fiscalyear_last_month)
            last = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
            if not 1 <= day <= last:
                raise ValidationError(_(
                    "Incorrect fiscal year date: day is out of range for month. Month: "
                    "%(month)s; Day: %(day)s", month=month, day=day))

    def write(self, vals):
        """Keep year and opening date of the company, all at once."""
        for wizard in self:
            own = {name: vals[name] for name in NAMES[:2] if name in vals}
            if "opening_date" in vals:
                own["account_opening_date"] = vals["opening_date"]
            wizard.company_id.write(own)
            if "opening_date" in vals and wizard.company_id.account_opening_move_id \
                    and not wizard.opening_move_posted:
                day = fields.Date.to_date(vals["opening_date"])
                wizard.company_id.account_opening_move_id.date = \
                    fields.Date.subtract(day, days=1)
        self._check_fiscalyear()
        return super().write({name: value for name, value in vals.items()
                              if name not in (*NAMES, "opening_date")})

    def action_save_onboarding_fiscal_year(self):
        """Note that the first step of the year was done."""
        return self.env["onboarding.onboarding.step"].action_validate_step(
            "account.onboarding_onboarding_step_fiscal_year")
