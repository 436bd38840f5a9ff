"""What companies answer about their books: years, opening entry, codes, settings."""
import calendar
import re
from datetime import date, timedelta

from odoo import _, fields, models
from odoo.exceptions import RedirectWarning, UserError

from ..actions import open_new


class ResCompany(models.Model):
    _inherit = "res.company"

    # ---- years
    def compute_fiscalyear_dates(self, current_date):
        """Return the first and last day of the fiscal year that a day lies in."""
        self.ensure_one()
        day = fields.Date.to_date(current_date)
        end = self._get_year_end(day.year)
        if day > end:
            end = self._get_year_end(day.year + 1)
        return {"date_from": self._get_year_end(end.year - 1) + timedelta(days=1),
                "date_to": end}

    def _get_year_end(self, year):
        month = int(self.fiscalyear_last_month)
        last = calendar.monthrange(year, month)[1]
        # the end of February is its last day, leap year or not
        whole = month == 2 and self.fiscalyear_last_day >= 28
        return date(year, month, last if whole else min(self.fiscalyear_last_day, last))

    # ---- opening entry
    def opening_move_posted(self):
        """Tell whether the opening entry is in the books."""
        return bool(self.account_opening_move_id) and \
            self.account_opening_move_id.state == "posted"

    def _get_opening_move(self):
        """Return the opening entry, made if there is none; UserError once posted."""
        self.ensure_one()
        if self.opening_move_posted():
            raise UserError(_(
                "You cannot import the \"openning_balance\" if the opening move (%s) is "
                "already posted. If you are absolutely sure you want to modify the opening "
                "balance of your accounts, reset the move to draft.",
                self.account_opening_move_id.name))
        if not self.account_opening_move_id:
            journal = self.env["account.journal"].search(
                [("type", "=", "general"), ("company_id", "=", self.id)], limit=1)
            if not journal:
                raise UserError(_(
                    "Please install a chart of accounts or create a miscellaneous journal "
                    "before proceeding."))
            today = fields.Date.context_today(self)
            day = self.account_opening_date or \
                self.compute_fiscalyear_dates(today)["date_from"]
            self.account_opening_move_id = self.env["account.move"].create({
                "ref": _("Opening Journal Entry"), "journal_id": journal.id,
                "company_id": self.id, "date": day - timedelta(days=1)})
        return self.account_opening_move_id

    def _balance_opening_move(self):
        """Put what the opening entry lacks on the account of undistributed profits."""
        move, account = self.account_opening_move_id, self.get_unaffected_earnings_account()
        known = move.line_ids.filtered(
            lambda line: line.account_id == account
            and line.name == _("Automatic Balancing Line"))
        rest = -sum((move.line_ids - known).mapped("balance"))
        lines = known.with_context(syncing=True)
        values = lines._amounts(rest, rest, self.currency_id)
        if self.currency_id.is_zero(rest):
            lines.unlink()
        elif lines:
            lines[:1]._set(values)
        else:
            lines.create({**values, "name": _("Automatic Balancing Line"),
                          "move_id": move.id, "account_id": account.id})

    def get_unaffected_earnings_account(self):
        """Return the account of undistributed profits and losses, made if missing."""
        self.ensure_one()
        accounts = self.env["account.account"].with_company(self)
        kind = "equity_unaffected"
        account = accounts.search([
            ("account_type", "=", kind), ("company_ids", "in", self.ids)], limit=1)
        if account:
            return account
        code = 999999
        while accounts.search_count([("code", "=", str(code))]):
            code -= 1
        return accounts.create({
            "code": str(code), "name": _("Undistributed Profits/Losses"),
            "account_type": kind, "company_ids": [(6, 0, self.ids)]})

    # ---- chart
    def get_chart_of_accounts_or_fail(self):
        """Return an account of the chart; RedirectWarning without a chart."""
        account = self.env["account.account"].search(
            [("company_ids", "in", self.ids)], limit=1)
        if not account:
            raise RedirectWarning(
                _("We cannot find a chart of accounts for this company, you should "
                  "configure it. \nPlease go to Account Configuration and select or "
                  "install a fiscal localization."),
                self.env.ref("account.action_account_config").id,
                _("Go to the configuration panel"))
        return account

    def get_new_account_code(self, current_code, old_prefix, new_prefix):
        """Return an account's code with another prefix, as long as before."""
        digits = len(current_code)
        rest = current_code.replace(old_prefix, "", 1).lstrip("0") or "0"
        return new_prefix + rest.rjust(digits - len(new_prefix), "0")

    def reflect_code_prefix_change(self, old_code, new_code):
        """Give accounts of banks and cash that have the old prefix the new one."""
        if not old_code or new_code == old_code:
            return
        accounts = self.env["account.account"].search([
            ("code", "=like", re.sub(r"([%_])", r"\\\1", old_code) + "%"),
            ("company_ids", "in", self.ids),
            ("account_type", "in", ("asset_cash", "liability_credit_card"))], order="code")
        for account in accounts:
            account.code = self.get_new_account_code(account.code, old_code, new_code)

    def compute_account_tax_fiscal_country(self):
        """Take the company's country as that of its taxes, where none is set."""
        for company in self.filtered(lambda company: not company.account_fiscal_country_id):
            company.account_fiscal_country_id = company.country_id

    def install_l10n_modules(self):
        """Install what the country's books need: nothing here, no country has a module."""
        return False

    def get_next_batch_payment_communication(self):
        """Return the next reference of a batch of payments."""
        self.ensure_one()
        sequence = self.sudo().batch_payment_sequence_id
        if not sequence:
            sequence = self.env["ir.sequence"].sudo().create({
                "name": _("Batch Payment Number Sequence"), "prefix": "BATCH/%(year)s/",
                "implementation": "no_gap", "padding": 5, "use_date_range": True,
                "company_id": self.id})
            self.sudo().batch_payment_sequence_id = sequence
        return sequence.next_by_id()

    # ---- settings
    def setting_init_bank_account_action(self):
        """Open the wizard for a bank account."""
        return self._open_bank_wizard("bank", _("Setup Bank Account"))

    def setting_init_credit_card_account_action(self):
        """Open the wizard for a credit card."""
        return self._open_bank_wizard("credit", _("Setup Credit Card"))

    def _open_bank_wizard(self, kind, name):
        return open_new(
            "account.setup.bank.manual.config", name,
            {"dialog_size": "medium", "default_linked_journal_type": kind}, target="new")

    # ---- first steps
    def action_save_onboarding_company_data(self):
        """Note that the company's data were given."""
        return self.env["onboarding.onboarding.step"].action_validate_step(
            "account.onboarding_onboarding_step_company_data")

    def action_save_onboarding_sale_tax(self):
        """Note that the taxes of products were chosen."""
        return self.env["onboarding.onboarding.step"].action_validate_step(
            "account.onboarding_onboarding_step_sales_tax")
