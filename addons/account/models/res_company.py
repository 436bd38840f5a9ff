"""What companies decide about their books."""
from odoo import _, api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.tools import format_date

# lock dates from which users can be excepted, and the one nobody is
SOFT = ("fiscalyear_lock_date", "tax_lock_date", "sale_lock_date", "purchase_lock_date")
LOCKS = (*SOFT, "hard_lock_date")


class ResCompany(models.Model):
    _inherit = "res.company"

    tax_calculation_rounding_method = fields.Selection(default="round_per_line")
    account_price_include = fields.Selection(default="tax_excluded")
    terms_type = fields.Selection(default="plain")
    fiscalyear_last_day = fields.Integer(default=31)
    fiscalyear_last_month = fields.Selection(default="12")
    account_fiscal_country_id = fields.Many2one(
        "res.country", compute="_compute_account_fiscal_country_id", store=True,
        readonly=False)
    user_fiscalyear_lock_date = fields.Date(compute="_compute_user_locks")
    user_tax_lock_date = fields.Date(compute="_compute_user_locks")
    user_sale_lock_date = fields.Date(compute="_compute_user_locks")
    user_purchase_lock_date = fields.Date(compute="_compute_user_locks")
    user_hard_lock_date = fields.Date(compute="_compute_user_locks")

    @api.depends("country_id")
    def _compute_account_fiscal_country_id(self):
        for company in self:
            company.account_fiscal_country_id = \
                company.account_fiscal_country_id or company.country_id

    # ---- locks
    @api.depends(*LOCKS)
    @api.depends_context("uid", "ignore_exceptions")
    def _compute_user_locks(self):
        for company in self:
            company.user_hard_lock_date = company.hard_lock_date
            for name in SOFT:
                company[f"user_{name}"] = company._get_user_lock(name)

    def _get_user_lock(self, name):
        """Return a lock date as it holds for the user: exceptions move it back."""
        lock = self[name]
        if not lock or self.env.context.get("ignore_exceptions"):
            return lock
        exceptions = self.env["account.lock_exception"].sudo().search([
            ("company_id", "=", self.id), ("lock_date_field", "=", name),
            ("active", "=", True), ("user_id", "in", (False, self.env.uid)),
            "|", ("end_datetime", "=", False),
            ("end_datetime", ">=", fields.Datetime.now()),
        ])
        if any(not exception.lock_date for exception in exceptions):
            return False
        return min([lock, *exceptions.mapped("lock_date")])

    def _get_violated_locks(self, date, journal_type=None, has_tax=False):
        """Return the (lock date, field name) that `date` lies before, earliest first."""
        self.ensure_one()
        names = ["fiscalyear_lock_date", "hard_lock_date"]
        names += [f"{journal_type}_lock_date"] if journal_type in (
            "sale", "purchase") else []
        names += ["tax_lock_date"] if has_tax else []
        found = [(self[f"user_{name}"], name) for name in names]
        return sorted((day, name) for day, name in found if day and date <= day)

    def _format_locks(self, locks):
        labels = self.fields_get([name for _day, name in locks], ["string"])
        return ", ".join(f"{labels[name]['string']} ({format_date(self.env, day)})"
                         for day, name in locks)

    def _check_lock(self, date, journal_type=None, has_tax=False):
        """Refuse to touch what lies before a lock date; UserError."""
        locks = self._get_violated_locks(date, journal_type, has_tax)
        if locks:
            raise UserError(_(
                "You cannot add/modify entries prior to and inclusive of: %s.",
                self._format_locks(locks)))

    def write(self, vals):
        """Change companies; a period with open drafts is not locked."""
        if vals.get("currency_id"):
            self._check_new_currency(vals["currency_id"])
        if set(LOCKS) & set(vals):
            for company in self:
                company._check_new_locks(vals)
        return super().write(vals)

    def _check_new_currency(self, currency_id):
        changed = self.filtered(lambda company: company.currency_id.id != currency_id)
        if changed and self.env["account.move.line"].sudo().search_count(
                [("company_id", "in", changed.ids)], limit=1):
            raise UserError(_(
                "You cannot change the currency of the company since some journal items "
                "already exist"))

    def _check_new_locks(self, vals):
        new = {name: fields.Date.to_date(vals[name]) for name in LOCKS if name in vals}
        if "hard_lock_date" in new and self.hard_lock_date:
            if not new["hard_lock_date"]:
                raise UserError(_("The Hard Lock Date cannot be removed."))
            if new["hard_lock_date"] < self.hard_lock_date:
                raise UserError(_(
                    "A new Hard Lock Date must be posterior (or equal) to the previous "
                    "one."))
        for name in ("fiscalyear_lock_date", "hard_lock_date"):
            day = new.get(name)
            if not day or self[name] and day <= self[name]:
                continue
            drafts = self.env["account.move"].sudo().search([
                ("company_id", "=", self.id), ("state", "=", "draft"),
                ("date", "<=", day)])
            if drafts:
                raise RedirectWarning(
                    _("There are still draft entries in the period you want to hard "
                      "lock. You should either post or delete them.")
                    if name == "hard_lock_date" else
                    _("There are still unposted entries in the period you want to lock. "
                      "You should either post or delete them."),
                    {"type": "ir.actions.act_window", "res_model": "account.move",
                     "name": _("Unposted Entries"), "view_mode": "list",
                     "views": [(False, "list"), (False, "form")],
                     "domain": [("id", "in", drafts.ids)]},
                    _("Show unposted entries"))
