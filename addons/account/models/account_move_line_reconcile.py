"""Matching lines: what is paid by what, and what is left."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    amount_residual = fields.Monetary(
        compute="_compute_amount_residual", store=True)
    amount_residual_currency = fields.Monetary(
        compute="_compute_amount_residual", store=True)
    reconciled = fields.Boolean(compute="_compute_amount_residual", store=True)

    @api.depends(
        "balance", "amount_currency", "account_id", "currency_id", "display_type",
        "matched_debit_ids.amount", "matched_credit_ids.amount", "parent_state",
        "matched_debit_ids.credit_amount_currency",
        "matched_credit_ids.debit_amount_currency",
    )
    def _compute_amount_residual(self):
        for line in self:
            account = line.account_id
            if not (account.reconcile
                    or account.account_type in ("asset_cash", "liability_credit_card")):
                line.amount_residual = line.amount_residual_currency = 0.0
                line.reconciled = False
                continue
            rest = line.balance + sum(line.matched_debit_ids.mapped("amount")) \
                - sum(line.matched_credit_ids.mapped("amount"))
            own = line.amount_currency \
                + sum(line.matched_debit_ids.mapped("credit_amount_currency")) \
                - sum(line.matched_credit_ids.mapped("debit_amount_currency"))
            line.amount_residual = line.company_id.currency_id.round(rest)
            line.amount_residual_currency = line.currency_id.round(own)
            line.reconciled = bool(
                not line.amount_residual and not line.amount_residual_currency
                and line.parent_state != "draft")

    def reconcile(self):
        """Match the lines with each other, oldest first."""
        if not self:
            return
        self._check_reconcilable()
        due = self.sorted(lambda line: (line.date_maturity or line.date, line.id))
        debits = list(due.filtered(lambda line: line.balance > 0
                                   or not line.balance and line.amount_currency > 0))
        credits = list(due - self.browse([line.id for line in debits]))
        partials = self.env["account.partial.reconcile"]
        while debits and credits:
            partial, debit_done, credit_done = self._match(debits[0], credits[0])
            partials |= partial
            if debit_done:
                debits.pop(0)
            if credit_done:
                credits.pop(0)
        if not self.env.context.get("no_cash_basis"):
            partials._make_cash_basis_entries()
        self._note_full()

    def _check_reconcilable(self):
        if any(line.reconciled for line in self):
            raise UserError(_(
                "You are trying to reconcile some entries that are already reconciled."))
        if any(line.parent_state != "posted" for line in self):
            raise UserError(_("You can only reconcile posted entries."))
        if len(self.account_id) > 1:
            raise UserError(_("Entries are not from the same account: %s", ", ".join(
                self.account_id.mapped("display_name"))))
        for account in self.account_id:
            if not account.reconcile and account.account_type not in (
                    "asset_cash", "liability_credit_card"):
                raise UserError(_(
                    "Account %s does not allow reconciliation. First change the "
                    "configuration of this account to allow it.", account.display_name))

    def _match(self, debit, credit):
        """Match two lines; return (partial reconciliation, debit done?, credit done?).

        What the company's currency gains or loses by it becomes an exchange difference.
        """
        currency = self._get_matching_currency(debit, credit)
        due, paid = (abs(line._get_rest_in(currency)) for line in (debit, credit))
        own = min(due, paid)
        done = [currency.compare_amounts(rest, own) <= 0 for rest in (due, paid)]
        balances, amounts = [], []
        for line, rest, full in zip((debit, credit), (due, paid), done, strict=True):
            share = 1.0 if full or not rest else own / rest
            company = line.company_currency_id
            balances.append(company.round(abs(line.amount_residual) * share))
            amounts.append(own if line.currency_id == currency else line.currency_id.round(
                abs(line.amount_residual_currency) * share))
        partial = self.env["account.partial.reconcile"].create({
            "amount": min(balances), "debit_move_id": debit.id, "credit_move_id": credit.id,
            "debit_amount_currency": amounts[0], "credit_amount_currency": amounts[1],
        })
        if not self.env.context.get("no_exchange_difference"):
            for line, balance in zip((debit, credit), balances, strict=True):
                partial._make_exchange_entry(line, balance - partial.amount)
        return partial, *done

    def _get_matching_currency(self, debit, credit):
        """Return the currency in which two lines are matched: a foreign one if it can."""
        own = debit.company_currency_id
        if debit.currency_id == credit.currency_id:
            return debit.currency_id
        foreign = [line for line in (debit, credit) if line.currency_id != own]
        if len(foreign) == 1 and debit.account_type in (
                "asset_receivable", "liability_payable"):
            return foreign[0].currency_id
        return own

    def _get_rest_in(self, currency):
        """Return what is left of the line in a currency, by the rate of its day."""
        if currency == self.currency_id:
            return self.amount_residual_currency
        return self.company_currency_id._convert(
            self.amount_residual, currency, self.company_id, self.date)

    def _get_matched(self):
        """Return all lines that hang together with these by reconciliations."""
        found, todo = self.browse(), self
        while todo:
            found |= todo
            todo = (todo.matched_debit_ids.debit_move_id
                    | todo.matched_credit_ids.credit_move_id) - found
        return found

    def _note_full(self):
        """Note where a group of lines is matched to nothing left."""
        group = self._get_matched()
        partials = group.matched_debit_ids | group.matched_credit_ids
        if not partials:
            return
        if all(line.reconciled for line in group):
            full = self.env["account.full.reconcile"].create({})
            partials.full_reconcile_id = full
            group.with_context(syncing=True).write(
                {"full_reconcile_id": full.id, "matching_number": str(full.id)})
        else:
            number = f"P{min(partials.ids)}"
            group.with_context(syncing=True).write({"matching_number": number})

    def _match_payment(self, payments):
        """Match lines of invoices with what payments brought for them."""
        for account in self.account_id:
            due = self.filtered(
                lambda line, account=account: line.account_id == account
                and not line.reconciled)
            paid = payments.move_id.line_ids.filtered(
                lambda line, account=account: line.account_id == account
                and not line.reconciled and line.parent_state == "posted")
            if due and paid:
                (due | paid).reconcile()

    def remove_move_reconcile(self):
        """Take all matching of the lines back."""
        (self.matched_debit_ids | self.matched_credit_ids).unlink()

    def action_unreconcile_match_entries(self):
        """Take all matching of the lines back."""
        self.remove_move_reconcile()

    def action_register_payment(self, ctx=None):
        """Open the wizard that pays the lines."""
        return {
            "name": _("Pay"), "res_model": "account.payment.register",
            "view_mode": "form", "views": [[False, "form"]],
            "context": {"active_model": "account.move.line", "active_ids": self.ids,
                        **(ctx or {})},
            "target": "new", "type": "ir.actions.act_window",
        }
