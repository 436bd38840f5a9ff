"""What a matching sets off: exchange differences and taxes that are due on payment."""
from odoo import _, models
from odoo.exceptions import UserError


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    # ---- exchange differences
    def _make_exchange_entry(self, line, difference):
        """Book what a rate has made of a matched line, and match the two.

        `difference`: what is left of the line in the company's currency, as a positive
        amount.
        """
        company = line.company_id
        if company.currency_id.compare_amounts(difference, 0) <= 0 or \
                line.currency_id == company.currency_id and not self._has_foreign():
            return
        journal = company.currency_exchange_journal_id
        if not journal:
            raise UserError(_(
                "You have to configure the 'Exchange Gain or Loss Journal' in your company "
                "settings, to manage automatically the booking of accounting entries "
                "related to differences between exchange rates."))
        sign = 1 if line.amount_residual > 0 else -1
        account = company.expense_currency_exchange_account_id if sign > 0 \
            else company.income_currency_exchange_account_id
        common = {"name": _("Currency exchange rate difference"),
                  "partner_id": line.partner_id.id, "currency_id": line.currency_id.id,
                  "amount_currency": 0.0}
        if line.currency_id == company.currency_id:
            common.pop("amount_currency")
        move = self.env["account.move"].create({
            "move_type": "entry", "journal_id": journal.id,
            "date": max(self.debit_move_id.date, self.credit_move_id.date),
            "line_ids": [
                (0, 0, {**common, "account_id": line.account_id.id,
                        "balance": -sign * difference}),
                (0, 0, {**common, "account_id": account.id, "balance": sign * difference}),
            ],
        })
        move._post(soft=False)
        counterpart = move.line_ids.filtered(
            lambda other: other.account_id == line.account_id)[:1]
        ends = (line, counterpart) if sign > 0 else (counterpart, line)
        own = difference if line.currency_id == company.currency_id else 0.0
        self.create({
            "amount": difference, "debit_move_id": ends[0].id, "credit_move_id": ends[1].id,
            "debit_amount_currency": own, "credit_amount_currency": own,
        })
        self.exchange_move_id = move

    def _has_foreign(self):
        lines = self.debit_move_id | self.credit_move_id
        return any(line.currency_id != line.company_currency_id for line in lines)

    # ---- cash basis
    def _make_cash_basis_entries(self):
        """Book the taxes that have become due with what was paid."""
        for partial in self:
            for line in partial.debit_move_id | partial.credit_move_id:
                move = line.move_id
                if move.is_invoice(True) or move.line_ids.tax_line_id:
                    partial._make_cash_basis_entry(move, line)

    def _make_cash_basis_entry(self, move, line):
        lines = move.line_ids.filtered(lambda own: own._is_due_on_payment())
        if not lines or move.tax_cash_basis_origin_move_id:
            return
        company = move.company_id
        journal = company.tax_cash_basis_journal_id
        if not journal:
            raise UserError(_(
                "There is no tax cash basis journal defined for the '%s' company.\n"
                "Configure it in Accounting/Configuration/Settings", company.display_name))
        terms = move.line_ids.filtered(lambda own: own.account_type in (
            "asset_receivable", "liability_payable"))
        total = abs(sum(terms.mapped("balance")))
        share = self.amount / total if total else 0.0
        earlier = self.env["account.move"].search([
            ("tax_cash_basis_origin_move_id", "=", move.id), ("state", "=", "posted")])
        if all(term.reconciled for term in terms):
            share = None
        pairs = [own._prepare_cash_basis_lines(earlier.line_ids, share) for own in lines]
        entry = self.env["account.move"].create({
            "move_type": "entry", "journal_id": journal.id, "ref": move.name,
            "date": max(self.max_date, move.date), "tax_cash_basis_rec_id": self.id,
            "tax_cash_basis_origin_move_id": move.id,
            "line_ids": [(0, 0, vals) for pair in pairs for vals in pair],
        })
        entry._post(soft=False)
        made = entry.line_ids.sorted("id")
        for index, own in enumerate(lines):
            if own.tax_line_id and own.account_id.reconcile and not own.reconciled:
                (own + made[2 * index]).with_context(no_cash_basis=True).reconcile()


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _get_cash_basis_account(self):
        """Return the account on which a tax, or what it is due on, is booked in the end."""
        if self.tax_repartition_line_id:
            return self.tax_repartition_line_id.account_id or self.account_id
        return self._get_cash_basis_base_account()

    def _get_cash_basis_base_account(self):
        return self.company_id.account_cash_basis_base_account_id or self.account_id

    def _is_due_on_payment(self):
        """Tell whether it is a tax, or the base of one, that is due on payment."""
        taxes = self.tax_line_id | self.tax_ids.flatten_taxes_hierarchy()
        return any(tax.tax_exigibility == "on_payment" for tax in taxes)

    def _prepare_cash_basis_lines(self, earlier, share):
        """Return the values of two lines: out of the waiting account, into the real one.

        `share` is what part is paid now; None: all that `earlier` lines have not booked.
        """
        account = self._get_cash_basis_account()
        company_currency = self.company_currency_id
        if share is None:
            done = earlier.filtered(
                lambda other: other.name == self.name and other.account_id == account
                and other.tax_repartition_line_id == self.tax_repartition_line_id
                and other.tax_ids == self.tax_ids)
            amount = company_currency.round(self.balance - sum(done.mapped("balance")))
        else:
            amount = company_currency.round(self.balance * share)
        own = self.currency_id.round(amount * self.amount_currency / self.balance) \
            if self.balance else 0.0
        common = {"name": self.name, "partner_id": self.partner_id.id,
                  "currency_id": self.currency_id.id}
        waiting = self.account_id if self.tax_line_id else account
        return [
            {**common, "account_id": waiting.id, "balance": -amount,
             "amount_currency": -own},
            {**common, "account_id": account.id, "balance": amount, "amount_currency": own,
             "tax_line_id": self.tax_line_id.id,
             "tax_repartition_line_id": self.tax_repartition_line_id.id,
             "tax_base_amount": abs(self.tax_base_amount * (share or 1.0)),
             "tax_ids": [(6, 0, self.tax_ids.ids)]},
        ]
