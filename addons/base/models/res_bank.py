"""Banks and the accounts that partners have there."""
from __future__ import annotations

import re

from odoo import api, fields, models
from odoo.fields import Domain


def sanitize_account_number(acc_number):
    """Return an account number without separators, in capitals."""
    return re.sub(r"\W+", "", acc_number).upper() if acc_number else False


class ResBank(models.Model):
    _name = "res.bank"
    _description = "Bank"
    _order = "name, id"
    _rec_names_search = ["name", "bic"]

    name = fields.Char(required=True)
    street = fields.Char()
    street2 = fields.Char()
    zip = fields.Char()
    city = fields.Char()
    state = fields.Many2one(
        "res.country.state",
        "Fed. State",
        domain="[('country_id', '=?', country)]",
        copy=False,
    )
    country = fields.Many2one("res.country")
    country_code = fields.Char(related="country.code", string="Country Code")
    email = fields.Char()
    phone = fields.Char()
    active = fields.Boolean(default=True)
    bic = fields.Char(
        "Bank Identifier Code", index=True, help="Sometimes called BIC or Swift."
    )

    @api.depends("bic")
    def _compute_display_name(self):
        for bank in self:
            name = (bank.name or "") + (bank.bic and (" - " + bank.bic) or "")
            bank.display_name = name

    @api.model
    def _search_display_name(self, operator, value):
        if operator in ("ilike", "not ilike") and value:
            domain = Domain("bic", "=ilike", f"{value}%") | Domain("name", "ilike", value)
            return ~domain if operator == "not ilike" else domain
        return super()._search_display_name(operator, value)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_clean_bic(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_clean_bic(vals))

    def _with_clean_bic(self, vals):
        if not vals.get("bic"):
            return vals
        return {**vals, "bic": re.sub(r"\s+", "", vals["bic"]).upper()}

    @api.onchange("country")
    def _onchange_country_id(self):
        if self.country and self.country != self.state.country_id:
            self.state = False

    @api.onchange("state")
    def _onchange_state(self):
        if self.state.country_id:
            self.country = self.state.country_id


class ResPartnerBank(models.Model):
    _name = "res.partner.bank"
    _description = "Bank Accounts"
    _rec_name = "acc_number"
    _order = "sequence, id"

    @api.model
    def get_supported_account_types(self):
        """Return the kinds of account numbers that are known."""
        return self._get_supported_account_types()

    @api.model
    def _get_supported_account_types(self):
        return [("bank", self.env._("Normal"))]

    active = fields.Boolean(default=True)
    acc_type = fields.Selection(
        selection=lambda self: self.get_supported_account_types(),
        compute="_compute_acc_type",
        string="Type",
        help="Bank account type: Normal or IBAN. Inferred from the bank account number.",
    )
    acc_number = fields.Char("Account Number", required=True)
    clearing_number = fields.Char("Clearing Number")
    sanitized_acc_number = fields.Char(
        compute="_compute_sanitized_acc_number",
        string="Sanitized Account Number",
        readonly=True,
        store=True,
    )
    acc_holder_name = fields.Char(
        string="Account Holder Name",
        compute="_compute_account_holder_name",
        readonly=False,
        store=True,
        help="Account holder name, in case it is different than the name of the "
        "Account Holder",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Account Holder",
        ondelete="cascade",
        index=True,
        domain=["|", ("is_company", "=", True), ("parent_id", "=", False)],
        required=True,
    )
    allow_out_payment = fields.Boolean(
        "Send Money",
        help="This account can be used for outgoing payments",
        default=False,
        copy=False,
        readonly=False,
    )
    bank_id = fields.Many2one("res.bank", string="Bank")
    bank_name = fields.Char(related="bank_id.name", readonly=False)
    bank_bic = fields.Char(related="bank_id.bic", readonly=False)
    sequence = fields.Integer(default=10)
    currency_id = fields.Many2one("res.currency", string="Currency")
    company_id = fields.Many2one(
        "res.company",
        "Company",
        related="partner_id.company_id",
        store=True,
        readonly=True,
    )
    country_code = fields.Char(
        related="partner_id.country_code", string="Country Code"
    )
    note = fields.Text("Notes")
    color = fields.Integer(compute="_compute_color")

    _unique_number = models.Constraint(
        "unique(sanitized_acc_number, partner_id)",
        "The combination Account Number/Partner must be unique.",
    )

    @api.depends("acc_number")
    def _compute_sanitized_acc_number(self):
        for bank in self:
            bank.sanitized_acc_number = sanitize_account_number(bank.acc_number)

    @api.depends("acc_number")
    def _compute_acc_type(self):
        for bank in self:
            bank.acc_type = self.retrieve_acc_type(bank.acc_number)

    @api.depends("partner_id.name")
    def _compute_account_holder_name(self):
        for bank in self:
            bank.acc_holder_name = bank.partner_id.name

    @api.depends("allow_out_payment")
    def _compute_color(self):
        for bank in self:
            bank.color = 10 if bank.allow_out_payment else 1

    @api.depends("acc_number", "bank_id")
    def _compute_display_name(self):
        for account in self:
            number, bank = account.acc_number or "", account.bank_id.name
            account.display_name = f"{number} - {bank}" if bank else number

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        if operator in ("=", "ilike", "in") and isinstance(value, str):
            domain |= Domain(
                "sanitized_acc_number", operator, sanitize_account_number(value) or ""
            )
        return domain

    @api.model
    def retrieve_acc_type(self, acc_number):
        """Return the kind of an account number; always a normal one here."""
        return "bank"

    def action_archive_bank(self):
        """Archive the account and tell the client to reload."""
        self.ensure_one()
        self.action_archive()
        return {"type": "ir.actions.client", "tag": "reload"}
