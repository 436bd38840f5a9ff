"""Accounts: their groups, what they opened with, what refers to them."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..actions import open_records


class AccountAccount(models.Model):
    _inherit = "account.account"

    company_currency_id = fields.Many2one(
        "res.currency", compute="_compute_company_facts")
    company_fiscal_country_code = fields.Char(compute="_compute_company_facts")
    group_id = fields.Many2one("account.group", compute="_compute_group_id")
    placeholder_code = fields.Char(string="Display code", compute="_compute_placeholder_code")
    related_taxes_amount = fields.Integer(compute="_compute_related_taxes_amount")
    opening_debit = fields.Monetary(
        compute="_compute_opening", inverse="_inverse_opening_debit",
        currency_field="company_currency_id")
    opening_credit = fields.Monetary(
        compute="_compute_opening", inverse="_inverse_opening_credit",
        currency_field="company_currency_id")
    opening_balance = fields.Monetary(
        compute="_compute_opening", inverse="_inverse_opening_balance",
        currency_field="company_currency_id")

    @api.depends_context("company")
    def _compute_company_facts(self):
        company = self.env.company
        self.company_currency_id = company.currency_id
        self.company_fiscal_country_code = company.account_fiscal_country_id.code

    @api.depends("code")
    @api.depends_context("company")
    def _compute_group_id(self):
        groups = self.env["account.group"].search([])
        for account in self:
            fitting = [
                group for group in groups if account.code
                and (group.code_prefix_start or "") <= account.code[
                    :len(group.code_prefix_start or "")] <= (group.code_prefix_end or "")]
            account.group_id = max(
                fitting, key=lambda group: len(group.code_prefix_start), default=False)

    @api.depends("code", "company_ids")
    def _compute_placeholder_code(self):
        for account in self:
            account.placeholder_code = account.code

    def _compute_related_taxes_amount(self):
        for account in self:
            account.related_taxes_amount = len(account._find_taxes())

    def _find_taxes(self):
        return self.env["account.tax"].search(
            [("repartition_line_ids.account_id", "in", self.ids)])

    def action_open_related_taxes(self):
        """Open the taxes that are booked on the account."""
        return open_records(self._find_taxes(), _("Taxes"))

    # ---- opening balances
    @api.depends_context("company")
    def _compute_opening(self):
        move = self.env.company.account_opening_move_id
        for account in self:
            lines = move.line_ids.filtered(
                lambda line, account=account: line.account_id == account)
            account.opening_debit = sum(lines.mapped("debit"))
            account.opening_credit = sum(lines.mapped("credit"))
            account.opening_balance = sum(lines.mapped("balance"))

    def _inverse_opening_debit(self):
        for account in self:
            account._set_opening("debit", account.opening_debit)

    def _inverse_opening_credit(self):
        for account in self:
            account._set_opening("credit", account.opening_credit)

    def _inverse_opening_balance(self):
        for account in self:
            balance = account.opening_balance
            account._set_opening("debit", max(balance, 0.0))
            account._set_opening("credit", max(-balance, 0.0))

    def _set_opening(self, side, amount):
        """Write one side of the account's line in the opening entry of the company."""
        company = self.env.company
        move = company._get_opening_move()
        sign = 1 if side == "debit" else -1
        lines = move.line_ids.filtered(lambda line: line.account_id == self and (
            sign * line.balance > 0)).with_context(syncing=True)
        values = lines._amounts(sign * amount, sign * amount, company.currency_id)
        if company.currency_id.is_zero(amount):
            lines.unlink()
        elif lines:
            lines[:1]._set(values)
        else:
            lines.create({**values, "name": _("Opening balance"), "move_id": move.id,
                          "account_id": self.id})
        company._balance_opening_move()


class AccountGroup(models.Model):
    _inherit = "account.group"
    _order = "code_prefix_start"

    company_id = fields.Many2one(default=lambda self: self.env.company.root_id)
    code_prefix_start = fields.Char(
        compute="_compute_code_prefix_start", store=True, readonly=False, precompute=True)
    code_prefix_end = fields.Char(
        compute="_compute_code_prefix_end", store=True, readonly=False, precompute=True)

    @api.depends("code_prefix_end")
    def _compute_code_prefix_start(self):
        for group in self:
            start, end = group.code_prefix_start, group.code_prefix_end
            if not start or end and start > end:
                group.code_prefix_start = end

    @api.depends("code_prefix_start")
    def _compute_code_prefix_end(self):
        for group in self:
            start, end = group.code_prefix_start, group.code_prefix_end
            if not end or start and end < start:
                group.code_prefix_end = start

    @api.depends("code_prefix_start", "code_prefix_end", "name")
    def _compute_display_name(self):
        for group in self:
            start, end = group.code_prefix_start or "", group.code_prefix_end or ""
            prefix = f"{start}-{end}" if end and end != start else start
            group.display_name = f"{prefix} {group.name}" if prefix else group.name

    @api.constrains("code_prefix_start", "code_prefix_end", "company_id")
    def _check_overlap(self):
        for group in self:
            width = len(group.code_prefix_start or "")
            if width != len(group.code_prefix_end or ""):
                raise UserError(_(
                    "The length of the starting and the ending code prefix must be the "
                    "same"))
            others = self.search([
                ("id", "!=", group.id), ("company_id", "=", group.company_id.id)])
            if width and any(
                    len(other.code_prefix_start or "") == width
                    and other.code_prefix_start <= group.code_prefix_end
                    and other.code_prefix_end >= group.code_prefix_start
                    for other in others):
                raise UserError(_("Account Groups with the same granularity can't overlap"))

    @api.model_create_multi
    def create(self, vals_list):
        """Make groups; each finds the one it lies in."""
        groups = super().create(vals_list)
        groups._adapt_parents()
        return groups

    def write(self, vals):
        """Change groups; each finds the one it lies in."""
        result = super().write(vals)
        if {"code_prefix_start", "code_prefix_end"} & set(vals):
            self._adapt_parents()
        return result

    def _adapt_parents(self):
        groups = self.search([("company_id", "in", self.company_id.ids)])
        for group in groups:
            parents = [
                other for other in groups if other.company_id == group.company_id
                and len(other.code_prefix_start or "") < len(group.code_prefix_start or "")
                and (other.code_prefix_start or "") <= (group.code_prefix_start or "")[
                    :len(other.code_prefix_start or "")] <= (other.code_prefix_end or "")]
            parent = max(parents, key=lambda other: len(other.code_prefix_start),
                         default=self.browse())
            if group.parent_id != parent:
                super(AccountGroup, group).write({"parent_id": parent.id})
