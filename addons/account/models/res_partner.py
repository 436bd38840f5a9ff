"""What contacts owe, and the accounts it is booked on."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..actions import open_form

READERS = "account.group_account_invoice,account.group_account_readonly"


class ResPartner(models.Model):
    _inherit = "res.partner"

    credit = fields.Monetary("Total Receivable", compute="_compute_credit_debit")
    debit = fields.Monetary("Total Payable", compute="_compute_credit_debit")
    total_invoiced = fields.Monetary(
        "Total Invoiced", compute="_compute_total_invoiced")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    credit_to_invoice = fields.Monetary(compute="_compute_credit_to_invoice", groups=READERS)
    use_partner_credit_limit = fields.Boolean(
        string="Partner Limit", compute="_compute_use_partner_credit_limit",
        inverse="_inverse_use_partner_credit_limit", groups=READERS)
    show_credit_limit = fields.Boolean(compute="_compute_show_credit_limit", groups=READERS)
    account_move_count = fields.Integer(compute="_compute_move_counts", groups=READERS)
    supplier_invoice_count = fields.Integer(
        string="# Vendor Bills", compute="_compute_move_counts")
    bank_account_count = fields.Integer(
        string="Bank", compute="_compute_bank_account_count")
    days_sales_outstanding = fields.Float(
        string="Days Sales Outstanding (DSO)", compute="_compute_days_sales_outstanding")
    fiscal_country_codes = fields.Char(compute="_compute_fiscal_country_codes")
    fiscal_country_group_codes = fields.Json(compute="_compute_fiscal_country_codes")
    autopost_bills = fields.Selection(default="ask")

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.depends_context("company")
    def _compute_credit_debit(self):
        groups = self.env["account.move.line"].sudo()._read_group([
            ("partner_id", "in", self.ids), ("parent_state", "=", "posted"),
            ("company_id", "=", self.env.company.id),
            ("account_type", "in", ("asset_receivable", "liability_payable")),
        ], ["partner_id", "account_id"], ["amount_residual:sum"])
        sums = {}
        for partner, account, amount in groups:
            key = partner.id, account.account_type
            sums[key] = sums.get(key, 0.0) + amount
        for partner in self:
            partner.credit = sums.get((partner.id, "asset_receivable"), 0.0)
            partner.debit = -sums.get((partner.id, "liability_payable"), 0.0)

    def _compute_total_invoiced(self):
        for partner in self:
            moves = self.env["account.move"].sudo().search([
                ("partner_id", "child_of", partner.ids), ("state", "=", "posted"),
                ("move_type", "in", ("out_invoice", "out_refund"))])
            partner.total_invoiced = sum(moves.mapped("amount_untaxed_signed"))

    @api.depends_context("company")
    def _compute_credit_to_invoice(self):
        self.credit_to_invoice = 0.0

    @api.depends("credit_limit")
    @api.depends_context("company")
    def _compute_use_partner_credit_limit(self):
        general = self.env["ir.default"]._get(
            "res.partner", "credit_limit", company_id=self.env.company.id) or 0.0
        for partner in self:
            partner.use_partner_credit_limit = partner.credit_limit != general

    def _inverse_use_partner_credit_limit(self):
        general = self.env["ir.default"]._get(
            "res.partner", "credit_limit", company_id=self.env.company.id) or 0.0
        for partner in self.filtered(lambda p: not p.use_partner_credit_limit):
            partner.credit_limit = general

    @api.depends_context("company")
    def _compute_show_credit_limit(self):
        self.show_credit_limit = self.env.company.account_use_credit_limit

    def _compute_move_counts(self):
        for partner in self:
            own = ("partner_id", "child_of", partner.ids)
            moves = self.env["account.move"].sudo()
            partner.account_move_count = moves.search_count(
                [own, ("move_type", "in", ("out_invoice", "out_refund", "out_receipt"))])
            partner.supplier_invoice_count = moves.search_count(
                [own, ("move_type", "in", ("in_invoice", "in_refund"))])

    def _compute_bank_account_count(self):
        for partner in self:
            partner.bank_account_count = len(partner.bank_ids)

    @api.depends_context("company")
    def _compute_days_sales_outstanding(self):
        for partner in self:
            moves = self.env["account.move"].sudo().search([
                ("commercial_partner_id", "in", partner.commercial_partner_id.ids),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("state", "=", "posted"), ("company_id", "=", self.env.company.id)])
            total = sum(moves.mapped("amount_total_signed"))
            first = min(moves.mapped("invoice_date"), default=None)
            days = (fields.Date.context_today(self) - first).days if first else 0
            partner.days_sales_outstanding = partner.credit / total * days if total else 0

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids")
    def _compute_fiscal_country_codes(self):
        for partner in self:
            companies = partner.company_id or self.env.companies
            countries = companies.account_fiscal_country_id
            partner.fiscal_country_codes = ",".join(countries.mapped("code"))
            partner.fiscal_country_group_codes = [
                code for code in countries.country_group_ids.mapped("code") if code]

    def _get_credit_warning(self, amount=0.0):
        """Return what is said when a partner owes more than the limit; else ""."""
        limit, total = self.credit_limit, self.credit + self.credit_to_invoice + amount
        if not limit or total <= limit:
            return ""
        currency = self.env.company.currency_id
        text = _("%(partner_name)s has reached its credit limit of: %(credit_limit)s",
                 partner_name=self.name,
                 credit_limit=formatLang(self.env, limit, currency_obj=currency))
        return text + "\n" + _(
            "Total amount due (including this document): %(total_credit)s",
            total_credit=formatLang(self.env, total, currency_obj=currency))

    @api.ondelete(at_uninstall=False)
    def _unlink_if_partner_in_account_move(self):
        if self.env["account.move"].sudo().search_count([
                ("partner_id", "in", self.ids), ("state", "in", ("draft", "posted"))],
                limit=1):
            raise UserError(_(
                "The partner cannot be deleted because it is used in Accounting"))

    def action_view_partner_invoices(self):
        """Open the invoices of a partner and of those below it."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "account.action_move_out_invoice_type")
        family = self.with_context(active_test=False).search(
            [("id", "child_of", self.ids)])
        action["domain"] = [("move_type", "in", ("out_invoice", "out_refund")),
                            ("partner_id", "in", family.ids)]
        action["context"] = {
            "default_move_type": "out_invoice", "move_type": "out_invoice", "journal_type":
            "sale", "search_default_unpaid": 1, "active_test": False}
        return action

    def action_open_business_doc(self):
        """Open the partner."""
        return open_form(self)

    @api.model
    def get_partner_localisation_fields_required_to_invoice(self, country_id):
        """Return the fields that a country wants of customers (its module says which)."""
        return []

    def _get_trade_account(self, kind):
        """Return the account that what the partner owes or is owed is booked on."""
        name = "receivable" if kind == "asset_receivable" else "payable"
        partner = self.commercial_partner_id or self
        account = partner[f"property_account_{name}_id"] if partner else None
        return account or self.env["account.account"].search([
            ("account_type", "=", kind),
            ("company_ids", "in", self.env.company.ids),
        ], order="code desc" if name == "receivable" else "code", limit=1)
