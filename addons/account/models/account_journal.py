"""Journals: entries of one kind, numbered together."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

CODES = {"sale": "INV", "purchase": "BILL", "cash": "CSH", "bank": "BNK", "credit": "CCD",
         "general": "MISC"}
# of codes of accounts
DIGITS = 6


class AccountJournal(models.Model):
    _inherit = "account.journal"
    _rec_names_search = ["name", "code"]

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer(default=0)
    code = fields.Char(size=5, required=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    bank_statements_source = fields.Selection(default="undefined")
    invoice_reference_type = fields.Selection(default="invoice")
    invoice_reference_model = fields.Selection(default="odoo")
    refund_sequence = fields.Boolean(
        compute="_compute_sequences", store=True, readonly=False)
    payment_sequence = fields.Boolean(
        compute="_compute_sequences", store=True, readonly=False)
    suspense_account_id = fields.Many2one(
        "account.account", compute="_compute_suspense_account_id", store=True,
        readonly=False, ondelete="restrict")
    inbound_payment_method_line_ids = fields.One2many(
        "account.payment.method.line", "journal_id",
        domain=[("payment_type", "=", "inbound")])
    outbound_payment_method_line_ids = fields.One2many(
        "account.payment.method.line", "journal_id",
        domain=[("payment_type", "=", "outbound")])

    _code_company_uniq = models.Constraint(
        "UNIQUE (company_id, code)", "Journal codes must be unique per company.")

    @api.depends("type")
    def _compute_sequences(self):
        for journal in self:
            journal.refund_sequence = journal.type in ("sale", "purchase")
            journal.payment_sequence = journal.type in ("bank", "cash", "credit")

    @api.depends("name", "currency_id")
    def _compute_display_name(self):
        for journal in self:
            currency = journal.currency_id
            other = currency and currency != journal.company_id.currency_id
            journal.display_name = f"{journal.name} ({currency.name})" if other \
                else journal.name

    @api.model_create_multi
    def create(self, vals_list):
        """Make journals, with a code and ways to pay where they are missing."""
        for vals in vals_list:
            if not vals.get("code"):
                vals["code"] = self._get_free_code(
                    vals.get("type"), vals.get("company_id") or self.env.company.id)
            if vals.get("type") in ("bank", "cash", "credit") and not vals.get(
                    "default_account_id"):
                vals["default_account_id"] = self._make_liquidity_account(vals).id
            if vals.get("type") == "cash":
                company = self.env["res.company"].browse(
                    vals.get("company_id") or self.env.company.id)
                vals.setdefault("profit_account_id",
                                company.default_cash_difference_income_account_id.id)
                vals.setdefault("loss_account_id",
                                company.default_cash_difference_expense_account_id.id)
        journals = super().create(vals_list)
        methods = self.env["account.payment.method"].sudo().search([])
        self.env["account.payment.method.line"].create([
            {"journal_id": journal.id, "payment_method_id": method.id,
             "name": method.name}
            for journal in journals if journal.type in ("bank", "cash", "credit")
            for method in methods
        ])
        return journals

    def _get_free_code(self, kind, company_id):
        prefix = CODES.get(kind, "MISC")
        known = set(self.with_context(active_test=False).sudo().search(
            [("company_id", "=", company_id)]).mapped("code"))
        if kind in ("sale", "purchase", "general") and prefix not in known:
            return prefix
        for number in range(1, 100):
            if f"{prefix}{number}" not in known:
                return f"{prefix}{number}"
        raise UserError(_("Cannot generate an unused journal code."))

    def _make_liquidity_account(self, vals):
        company = self.env["res.company"].browse(
            vals.get("company_id") or self.env.company.id).sudo()
        prefix = company.bank_account_code_prefix or ""
        if vals.get("type") == "cash":
            prefix = company.cash_account_code_prefix or prefix
        accounts = self.env["account.account"].sudo().with_company(company)
        return accounts.create({
            "name": vals.get("name"), "company_ids": [(6, 0, company.ids)],
            "code": accounts._search_new_account_code(prefix.ljust(DIGITS - 1, "0") + "1"),
            "account_type": "liability_credit_card" if vals.get("type") == "credit"
            else "asset_cash",
        })

    @api.depends("type")
    def _compute_suspense_account_id(self):
        for journal in self:
            if journal.type not in ("bank", "cash", "credit"):
                journal.suspense_account_id = False
            elif not journal.suspense_account_id:
                journal.suspense_account_id = \
                    journal.company_id.account_journal_suspense_account_id

    def _get_outstanding_account(self, payment_type):
        """Return the account on which money waits for the bank's statement."""
        name = "debit" if payment_type == "inbound" else "credit"
        company = self.company_id or self.env.company
        return self.env.ref(
            f"account.{company.id}_account_journal_payment_{name}_account_id",
            raise_if_not_found=False) or self.default_account_id

    def copy_data(self, default=None):
        """Return the values of copies, which have codes of their own."""
        values = super().copy_data(default)
        for journal, vals in zip(self, values, strict=True):
            vals["code"] = self._get_free_code(journal.type, journal.company_id.id)
            vals["name"] = _("%s (copy)", journal.name or "")
        return values

    def write(self, vals):
        """Change journals; one with drafts is not archived."""
        if vals.get("active") is False and self.env["account.move"].sudo().search_count(
                [("journal_id", "in", self.ids), ("state", "=", "draft")], limit=1):
            raise ValidationError(_(
                "You can not archive a journal containing draft journal entries.\n\n"
                "To proceed:\n"
                "1/ click on the top-right button 'Journal Entries' from this journal form\n"
                "2/ then filter on 'Draft' entries\n"
                "3/ select them all and post or delete them through the action menu"))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.env["account.move"].search_count(
                [("journal_id", "in", self.ids)], limit=1):
            raise UserError(_(
                "You cannot perform this action on a journal that has journal entries."))


class AccountPaymentMethodLine(models.Model):
    _inherit = "account.payment.method.line"

    sequence = fields.Integer(default=10)
    name = fields.Char(compute="_compute_name", store=True, readonly=False)

    @api.depends("payment_method_id.name")
    def _compute_name(self):
        for line in self:
            line.name = line.name or line.payment_method_id.name
