"""Payments: money that comes in or goes out, and its entry."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class AccountPayment(models.Model):
    _inherit = "account.payment"

    name = fields.Char(copy=False)
    date = fields.Date(default=fields.Date.context_today)
    payment_type = fields.Selection(default="inbound")
    partner_type = fields.Selection(default="customer")
    state = fields.Selection(default="draft", required=True)
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
        "account.account", compute="_compute_accounts", store=True)
    destination_account_id = fields.Many2one(
        "account.account", compute="_compute_accounts", store=True, readonly=False)
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

    @api.depends("payment_method_line_id", "partner_type", "partner_id", "journal_id")
    def _compute_accounts(self):
        for payment in self:
            payment.outstanding_account_id = \
                payment.payment_method_line_id.payment_account_id or \
                payment.journal_id.default_account_id
            kind = "asset_receivable" if payment.partner_type == "customer" \
                else "liability_payable"
            payment.destination_account_id = \
                payment.partner_id._get_trade_account(kind)

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
            payment.is_reconciled = bool(counterpart) and all(
                line.reconciled for line in counterpart)
            payment.is_matched = bool(liquidity) and (
                payment.outstanding_account_id == payment.journal_id.default_account_id
                or all(line.reconciled for line in liquidity))

    def _seek_lines(self):
        lines = self.move_id.line_ids
        liquidity = lines.filtered(
            lambda line: line.account_id == self.outstanding_account_id)
        return liquidity, lines.filtered(
            lambda line: line.account_id == self.destination_account_id)

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

    # ---- states
    def action_post(self):
        """Put payments into the books."""
        for payment in self:
            if payment.state != "draft":
                raise UserError(_("Only a draft payment can be posted."))
            if not payment.move_id:
                payment._make_entry()
            if payment.move_id.state == "draft":
                payment.move_id._post(soft=False)
            payment.name = payment.move_id.name
            direct = payment.outstanding_account_id == \
                payment.journal_id.default_account_id
            payment.state = "paid" if direct else "in_process"

    def _make_entry(self, write_off=None):
        """Make the entry of a payment; `write_off` are values of further lines."""
        self.ensure_one()
        company = self.company_id or self.env.company
        sign = 1 if self.payment_type == "inbound" else -1
        balance = self.currency_id._convert(
            self.amount, company.currency_id, company, self.date)
        name = self.memo or self.name or _("Manual Payment")
        extra = write_off or []
        extra_own = sum(line["amount_currency"] for line in extra)
        extra_balance = sum(line["balance"] for line in extra)
        common = {"name": name, "partner_id": self.partner_id.id,
                  "currency_id": self.currency_id.id, "date_maturity": self.date}
        self.move_id = self.env["account.move"].create({
            "move_type": "entry", "ref": self.memo, "date": self.date,
            "journal_id": self.journal_id.id, "currency_id": self.currency_id.id,
            "partner_id": self.partner_id.id, "origin_payment_id": self.id,
            "line_ids": [
                (0, 0, {**common, "account_id": self.outstanding_account_id.id,
                        "amount_currency": sign * self.amount,
                        "balance": sign * balance}),
                (0, 0, {**common, "account_id": self.destination_account_id.id,
                        "amount_currency": -sign * self.amount - extra_own,
                        "balance": -sign * balance - extra_balance}),
                *[(0, 0, {**common, **line}) for line in extra],
            ],
        })

    def action_draft(self):
        """Take payments out of the books."""
        moves = self.move_id.filtered(lambda move: move.state == "posted")
        moves.button_draft()
        self.write({"state": "draft"})
        moves.with_context(force_delete=True).unlink()
        self.move_id = False

    def action_cancel(self):
        """Cancel payments."""
        moves = self.move_id
        moves.filtered(lambda move: move.state != "cancel").button_cancel()
        self.write({"state": "canceled"})

    def action_validate(self):
        """Say that the money is there."""
        self.write({"state": "paid"})

    def action_reject(self):
        """Say that the money will not come."""
        self.write({"state": "rejected"})

    def mark_as_sent(self):
        """Note that payments went to the bank."""
        self.write({"is_sent": True})

    def unmark_as_sent(self):
        """Note that payments did not go to the bank."""
        self.write({"is_sent": False})

    def unlink(self):
        """Delete payments that are not in the books."""
        moves = self.move_id
        if any(move.state == "posted" for move in moves):
            raise UserError(_("You cannot delete a payment that is posted."))
        result = super().unlink()
        moves.unlink()
        return result
