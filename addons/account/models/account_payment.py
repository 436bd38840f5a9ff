"""Payments: money that comes in or goes out, and its entry."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class AccountPayment(models.Model):
    _inherit = "account.payment"

    name = fields.Char(copy=False)
    date = fields.Date(default=fields.Date.context_today)
    payment_type = fields.Selection(default="inbound")
    partner_type = fields.Selection(default="customer")
    state = fields.Selection(
        default="draft", required=True, compute="_compute_state", store=True,
        readonly=False, copy=False)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, required=False)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", store=True, readonly=False)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True, readonly=False)
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line", compute="_compute_payment_method_line_id",
        store=True, readonly=False)
    outstanding_account_id = fields.Many2one(
        "account.account", compute="_compute_outstanding_account_id", store=True)
    destination_account_id = fields.Many2one(
        "account.account", compute="_compute_destination_account_id", store=True,
        readonly=False)
    amount_signed = fields.Monetary(compute="_compute_amount_signed")
    amount_company_currency_signed = fields.Monetary(
        compute="_compute_amount_signed", store=True)
    is_reconciled = fields.Boolean(compute="_compute_reconciled", store=True)
    is_matched = fields.Boolean(compute="_compute_reconciled", store=True)
    reconciled_invoice_ids = fields.Many2many(
        "account.move", compute="_compute_reconciled_moves")
    reconciled_bill_ids = fields.Many2many(
        "account.move", compute="_compute_reconciled_moves")
    reconciled_invoices_count = fields.Integer(compute="_compute_reconciled_moves")
    reconciled_bills_count = fields.Integer(compute="_compute_reconciled_moves")

    _check_amount_not_negative = models.Constraint(
        "CHECK (amount >= 0.0)", "The payment amount cannot be negative.")

    # ---- computed
    @api.depends("journal_id")
    def _compute_company_id(self):
        for payment in self:
            payment.company_id = payment.journal_id.company_id or payment.company_id \
                or self.env.company

    @api.depends("payment_type")
    def _compute_journal_id(self):
        for payment in self:
            payment.journal_id = payment.journal_id or self.env["account.journal"].search([
                ("type", "in", ("bank", "cash", "credit")),
                ("company_id", "=", self.env.company.id)], limit=1)

    @api.depends("journal_id")
    def _compute_currency_id(self):
        for payment in self:
            payment.currency_id = payment.journal_id.currency_id or \
                payment.journal_id.company_id.currency_id or self.env.company.currency_id

    @api.depends("payment_type", "journal_id")
    def _compute_payment_method_line_id(self):
        for payment in self:
            lines = payment._get_method_lines()
            if payment.payment_method_line_id not in lines:
                payment.payment_method_line_id = lines[:1]

    def _get_method_lines(self):
        journal = self.journal_id
        return journal.inbound_payment_method_line_ids \
            if self.payment_type == "inbound" else journal.outbound_payment_method_line_ids

    @api.depends("payment_method_line_id", "payment_type", "journal_id")
    def _compute_outstanding_account_id(self):
        for payment in self:
            payment.outstanding_account_id = \
                payment.payment_method_line_id.payment_account_id or \
                payment.journal_id._get_outstanding_account(payment.payment_type)

    @api.depends("partner_type", "partner_id", "journal_id")
    def _compute_destination_account_id(self):
        for payment in self:
            kind = "asset_receivable" if payment.partner_type == "customer" \
                else "liability_payable"
            payment.destination_account_id = payment.partner_id.with_company(
                payment.company_id or self.env.company)._get_trade_account(kind)

    @api.depends("amount", "payment_type", "currency_id", "date")
    def _compute_amount_signed(self):
        for payment in self:
            sign = 1 if payment.payment_type == "inbound" else -1
            company = payment.company_id or self.env.company
            payment.amount_signed = sign * payment.amount
            payment.amount_company_currency_signed = sign * payment.currency_id._convert(
                payment.amount, company.currency_id, company, payment.date)

    @api.depends("move_id.line_ids.amount_residual", "state")
    def _compute_reconciled(self):
        for payment in self:
            liquidity, counterpart = payment._seek_lines()
            if not payment.move_id:
                payment.is_reconciled = False
                payment.is_matched = payment.state == "paid"
                continue
            rest = payment.move_id.line_ids - liquidity
            payment.is_reconciled = bool(counterpart) and all(
                line.reconciled for line in rest if line.account_id.reconcile)
            payment.is_matched = bool(liquidity) and (
                payment.outstanding_account_id == payment.journal_id.default_account_id
                or all(line.reconciled for line in liquidity))

    @api.depends("invoice_ids.payment_state", "move_id.line_ids.amount_residual")
    def _compute_state(self):
        for payment in self:
            payment.state = payment.state or "draft"
            if payment.state == "in_process" and payment._is_settled():
                payment.state = "paid"

    def _is_settled(self):
        """Tell whether the money is on the bank's account, or all invoices are paid."""
        liquidity = self._seek_lines()[0]
        if liquidity and (not liquidity.account_id.reconcile
                          or all(line.reconciled for line in liquidity)):
            return True
        return bool(self.invoice_ids) and all(
            move.payment_state == "paid" for move in self.invoice_ids)

    def _seek_lines(self):
        lines = self.move_id.line_ids
        liquidity = lines.filtered(
            lambda line: line.account_id == self.outstanding_account_id)
        return liquidity, lines.filtered(
            lambda line: line.account_id == self.destination_account_id) - liquidity

    def _compute_reconciled_moves(self):
        for payment in self:
            lines = payment._seek_lines()[1]
            moves = (lines.matched_debit_ids.debit_move_id
                     | lines.matched_credit_ids.credit_move_id).move_id
            payment.reconciled_invoice_ids = moves.filtered(
                lambda move: move.is_sale_document(True))
            payment.reconciled_bill_ids = moves.filtered(
                lambda move: move.is_purchase_document(True))
            payment.reconciled_invoices_count = len(payment.reconciled_invoice_ids)
            payment.reconciled_bills_count = len(payment.reconciled_bill_ids)

    @api.depends("name", "state")
    def _compute_display_name(self):
        for payment in self:
            payment.display_name = payment.name or _("Draft Payment")

    @api.constrains("payment_method_line_id")
    def _check_payment_method_line_id(self):
        for payment in self:
            if not payment.payment_method_line_id:
                raise ValidationError(_(
                    "Please define a payment method line on your payment."))
