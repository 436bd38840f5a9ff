"""How much the wizard proposes to pay: instalments, early payment, differences."""
from odoo import api, fields, models


class AccountPaymentRegister(models.TransientModel):
    _inherit = "account.payment.register"

    group_payment = fields.Boolean(
        compute="_compute_group_payment", store=True, readonly=False)
    installments_mode = fields.Selection(
        [("next", "Next Installment"), ("overdue", "Overdue Amount"),
         ("before_date", "Before Next Payment Date"), ("full", "Full Amount")],
        compute="_compute_amount", store=True, readonly=False)
    installments_switch_amount = fields.Monetary(compute="_compute_switch_amount")
    early_payment_discount_mode = fields.Boolean(compute="_compute_discount_mode")
    payment_difference_handling = fields.Selection(
        compute="_compute_difference_handling", store=True, readonly=False)
    amount = fields.Monetary(compute="_compute_amount", store=True, readonly=False)
    payment_difference = fields.Monetary(compute="_compute_payment_difference")
    show_payment_difference = fields.Boolean(compute="_compute_payment_difference")
    total_payments_amount = fields.Integer(compute="_compute_switch_amount")
    writeoff_is_exchange_account = fields.Boolean(compute="_compute_difference_handling")

    @api.depends("can_edit_wizard", "line_ids")
    def _compute_group_payment(self):
        for wizard in self:
            wizard.group_payment = wizard.can_edit_wizard and \
                len(wizard.line_ids.move_id) == 1

    @api.depends("currency_id", "source_amount", "payment_date", "line_ids")
    def _compute_amount(self):
        for wizard in self:
            if wizard.installments_mode not in ("full", "before_date") or \
                    not wizard.amount:
                wizard.installments_mode = wizard._get_instalments()[0]
            wizard.amount = wizard._get_amount(wizard.installments_mode)

    @api.depends("amount", "installments_mode")
    def _compute_switch_amount(self):
        for wizard in self:
            other = "full" if wizard.installments_mode != "full" \
                else wizard._get_instalments()[0]
            wizard.installments_switch_amount = wizard._get_amount(other)
            wizard.total_payments_amount = len(wizard._get_batches()) \
                if wizard.group_payment else len(wizard.line_ids.move_id)

    @api.depends("payment_date", "currency_id", "line_ids")
    def _compute_discount_mode(self):
        for wizard in self:
            wizard.early_payment_discount_mode = bool(wizard._get_discounted())

    @api.depends("early_payment_discount_mode")
    def _compute_difference_handling(self):
        for wizard in self:
            wizard.payment_difference_handling = \
                "reconcile" if wizard.early_payment_discount_mode else "open"
            wizard.writeoff_is_exchange_account = False

    @api.depends("amount", "installments_mode", "early_payment_discount_mode")
    def _compute_payment_difference(self):
        for wizard in self:
            mode = wizard.installments_mode
            if wizard.early_payment_discount_mode or \
                    wizard.payment_difference_handling == "reconcile":
                mode = "full"
            total = wizard._convert_due(
                wizard._get_instalments(mode)[1], wizard.line_ids)
            difference = total - wizard.amount
            currency = wizard.currency_id or wizard.company_id.currency_id
            wizard.payment_difference = currency.round(difference)
            wizard.show_payment_difference = bool(
                wizard.payment_difference and wizard.can_edit_wizard
                and wizard.payment_method_line_id)

    # ---- what is due
    def _get_instalments(self, mode=None):
        """Return (mode, lines that are to be paid by it); the mode that fits when None."""
        lines = self.line_ids
        if mode == "full" or len(lines) == len(lines.move_id):
            return "full", lines
        overdue = lines.filtered(
            lambda line: (line.date_maturity or line.date) <= self.payment_date)
        if mode == "overdue" or mode is None and overdue and overdue != lines:
            return "overdue", overdue
        if overdue == lines:
            return "full", lines
        first = lines.browse()
        for move in lines.move_id:
            own = lines.filtered(lambda line, move=move: line.move_id == move)
            first |= own.sorted(lambda line: (line.date_maturity or line.date, line.id))[:1]
        return "next", first

    def _get_discounted(self):
        """Return the lines that may be paid early, with a discount, on the day."""
        if len(self._get_batches()) > 1:
            return self.line_ids.browse()
        return self.line_ids.filtered(
            lambda line: line.move_id.invoice_payment_term_id.early_discount
            and line.discount_date and line.discount_date >= self.payment_date
            and not (line.matched_debit_ids | line.matched_credit_ids))

    def _get_amount(self, mode):
        lines = self._get_instalments(mode)[1]
        early = self._get_discounted() & lines
        due = self._convert_due(lines - early, lines)
        return due + self._convert_due(early, lines, "discount_amount_currency",
                                       "discount_balance")

    def _convert_due(self, lines, about, own="amount_residual_currency",
                     balance="amount_residual"):
        """Return a sum of lines in the wizard's currency, positive as the money goes."""
        company = self.company_id or self.env.company
        currency = self.currency_id or company.currency_id
        sign = -1 if self.payment_type == "outbound" else 1
        if not lines:
            return 0.0
        if len(lines.currency_id) > 1:
            total, source = sum(lines.mapped(balance)), company.currency_id
        else:
            total, source = sum(lines.mapped(own)), lines.currency_id
        if source != currency:
            total = source._convert(total, currency, company, self.payment_date)
        return currency.round(sign * total)

    # ---- differences
    def _get_write_off(self, rest):
        """Return the values of the lines for what is not paid, if it is to be closed."""
        difference = self.payment_difference
        if self.payment_difference_handling != "reconcile" or \
                self.currency_id.is_zero(difference):
            return []
        sign = 1 if rest > 0 else -1
        early = self._get_discounted()
        if early:
            return self._get_discount_lines(early, sign, difference)
        return [self._get_difference_line(
            self.writeoff_label, self.writeoff_account_id, sign * difference)]

    def _get_difference_line(self, name, account, amount, **values):
        balance = self.currency_id._convert(
            amount, self.company_id.currency_id, self.company_id, self.payment_date)
        return {"name": name, "account_id": account.id, "amount_currency": amount,
                "balance": balance, **values}

    def _get_discount_lines(self, early, sign, difference):
        """Book an early payment discount: the taxes it takes back, and the rest."""
        company, lines, rest = self.company_id, [], sign * difference
        for move in early.move_id:
            term = move.invoice_payment_term_id
            if term.early_pay_discount_computation != "included":
                continue
            share = term.discount_percentage / 100
            for tax in move.line_ids.filtered("tax_repartition_line_id"):
                amount = self.currency_id.round(-tax.amount_currency * share)
                rest = self.currency_id.round(rest - amount)
                lines.append(self._get_difference_line(
                    self.env._("Early Payment Discount (%s)", tax.name), tax.account_id,
                    amount, tax_repartition_line_id=tax.tax_repartition_line_id.id,
                    tax_line_id=tax.tax_line_id.id,
                    tax_base_amount=abs(tax.tax_base_amount * share)))
        loss = self.payment_type == "inbound"
        account = company.account_journal_early_pay_discount_loss_account_id if loss \
            else company.account_journal_early_pay_discount_gain_account_id
        lines.append(self._get_difference_line(
            self.env._("Early Payment Discount"), account or early.move_id.line_ids.filtered(
                lambda line: line.display_type == "product")[:1].account_id, rest))
        return lines
