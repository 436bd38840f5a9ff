"""Accounts of the chart."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

CASH = ("asset_cash", "liability_credit_card")
TRADE = ("asset_receivable", "liability_payable")
YEARLY = ("income", "income_other", "expense", "expense_other", "expense_depreciation",
          "expense_direct_cost", "off_balance")


class AccountAccount(models.Model):
    _inherit = "account.account"
    _order = "code, id"
    _rec_names_search = ["name", "code"]

    active = fields.Boolean(default=True)
    non_trade = fields.Boolean(default=False)
    account_type = fields.Selection(
        compute="_compute_account_type", store=True, readonly=False, required=True,
        precompute=True)
    reconcile = fields.Boolean(
        compute="_compute_reconcile", store=True, readonly=False, precompute=True)
    internal_group = fields.Selection(
        compute="_compute_internal_group", search="_search_internal_group")
    include_initial_balance = fields.Boolean(compute="_compute_internal_group")
    current_balance = fields.Float(compute="_compute_current_balance")
    company_ids = fields.Many2many(default=lambda self: self.env.company)
    used = fields.Boolean(compute="_compute_used")

    @api.depends("code")
    def _compute_account_type(self):
        for account in self:
            if not account.account_type:
                near = self.search(
                    [("code", "=like", f"{(account.code or '')[:2]}%")], limit=1)
                account.account_type = near.account_type or "asset_current"

    @api.depends("account_type")
    def _compute_reconcile(self):
        for account in self:
            if account.account_type in TRADE:
                account.reconcile = True
            elif account.account_type in YEARLY + CASH:
                account.reconcile = False

    @api.depends("account_type")
    def _compute_internal_group(self):
        for account in self:
            kind = account.account_type or ""
            account.internal_group = kind.split("_")[0] or False
            account.include_initial_balance = kind not in YEARLY

    def _search_internal_group(self, operator, value):
        wanted = [value] if isinstance(value, (str, bool)) else list(value)
        kinds = [key for key, _label in self._fields["account_type"].selection
                 if key.split("_")[0] in wanted]
        return [("account_type", "not in" if operator in ("!=", "not in") else "in",
                 kinds)]

    def _compute_current_balance(self):
        groups = self.env["account.move.line"]._read_group(
            [("account_id", "in", self.ids), ("parent_state", "=", "posted")],
            ["account_id"], ["balance:sum"])
        balances = {account.id: balance for account, balance in groups}
        for account in self:
            account.current_balance = balances.get(account.id, 0)

    def _compute_used(self):
        groups = self.env["account.move.line"].sudo()._read_group(
            [("account_id", "in", self.ids)], ["account_id"])
        used = {account.id for [account] in groups}
        for account in self:
            account.used = account.id in used

    @api.depends("code")
    def _compute_display_name(self):
        for account in self:
            account.display_name = f"{account.code} {account.name}" if account.code \
                else account.name

    @api.constrains("reconcile", "account_type")
    def _check_reconcile(self):
        for account in self:
            if account.account_type in TRADE and not account.reconcile:
                raise ValidationError(_(
                    "You cannot have a receivable/payable account that is not "
                    "reconcilable. (account code: %s)", account.code))

    def write(self, vals):
        """Change accounts; what is booked on them stays what it is."""
        lines = self.env["account.move.line"].sudo()
        if "reconcile" in vals and not vals["reconcile"] and lines.search_count([
                ("account_id", "in", self.filtered("reconcile").ids),
                ("full_reconcile_id", "=", False),
                "|", ("matched_debit_ids", "!=", False),
                ("matched_credit_ids", "!=", False)], limit=1):
            raise UserError(_(
                "You cannot switch an account to prevent the reconciliation if some "
                "partial reconciliations are still pending."))
        if vals.get("currency_id") and lines.search_count([
                ("account_id", "in", self.ids),
                ("currency_id", "not in", (False, vals["currency_id"]))], limit=1):
            raise UserError(_(
                "You cannot set a currency on this account as it already has some journal "
                "entries having a different foreign currency."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contains_journal_items(self):
        if self.env["account.move.line"].sudo().search_count(
                [("account_id", "in", self.ids)], limit=1):
            raise UserError(_(
                "You cannot perform this action on an account that contains journal "
                "items."))

    @api.model
    def name_create(self, name):
        """Make an account of a code and a name."""
        code, _space, rest = name.partition(" ")
        values = {"code": code, "name": rest} if code.isdigit() and rest \
            else {"name": name}
        account = self.create(values)
        return account.id, account.display_name
