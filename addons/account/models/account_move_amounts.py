"""Amounts of entries: taxes, due parts, totals; debit equals credit."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .account_tax_document import BaseLine

NOTES = ("line_section", "line_subsection", "line_note")


class AccountMove(models.Model):
    _inherit = "account.move"

    amount_untaxed = fields.Monetary(compute="_compute_amount", store=True)
    amount_tax = fields.Monetary(compute="_compute_amount", store=True)
    amount_total = fields.Monetary(compute="_compute_amount", store=True)
    amount_residual = fields.Monetary(compute="_compute_amount", store=True)
    amount_untaxed_signed = fields.Monetary(compute="_compute_amount", store=True)
    amount_untaxed_in_currency_signed = fields.Monetary(
        compute="_compute_amount", store=True)
    amount_tax_signed = fields.Monetary(compute="_compute_amount", store=True)
    amount_total_signed = fields.Monetary(compute="_compute_amount", store=True)
    amount_total_in_currency_signed = fields.Monetary(
        compute="_compute_amount", store=True)
    amount_residual_signed = fields.Monetary(compute="_compute_amount", store=True)
    tax_totals = fields.Binary(compute="_compute_tax_totals", exportable=False)

    @api.depends(
        "line_ids.balance", "line_ids.amount_currency", "line_ids.amount_residual",
        "line_ids.amount_residual_currency", "line_ids.display_type", "state",
        "move_type", "currency_id",
    )
    def _compute_amount(self):
        for move in self:
            untaxed = tax = due = total = untaxed_c = tax_c = due_c = total_c = 0.0
            for line in move.line_ids:
                kind, amount, own = line.display_type, line.balance, line.amount_currency
                if move.is_invoice(True):
                    if kind == "tax" or kind == "rounding" and line.tax_repartition_line_id:
                        tax += amount
                        tax_c += own
                    elif kind in ("product", "rounding"):
                        untaxed += amount
                        untaxed_c += own
                    elif kind == "payment_term":
                        due += line.amount_residual
                        due_c += line.amount_residual_currency
                        continue
                    if kind in ("product", "rounding", "tax"):
                        total += amount
                        total_c += own
                elif amount > 0:
                    total += amount
                    total_c += own
            sign = move.direction_sign
            entry = move.move_type == "entry"
            round_own = (move.currency_id or move.company_id.currency_id).round
            move.amount_untaxed = round_own(sign * untaxed_c)
            move.amount_tax = round_own(sign * tax_c)
            move.amount_total = round_own(sign * total_c)
            move.amount_residual = round_own(-sign * due_c)
            round_company = move.company_id.currency_id.round
            move.amount_untaxed_signed = round_company(-untaxed)
            move.amount_untaxed_in_currency_signed = round_own(-untaxed_c)
            move.amount_tax_signed = round_company(-tax)
            move.amount_total_signed = round_company(abs(total) if entry else -total)
            move.amount_residual_signed = round_company(due)
            move.amount_total_in_currency_signed = (
                abs(move.amount_total) if entry else -sign * move.amount_total)

    @api.depends("amount_untaxed", "amount_tax", "amount_total", "invoice_line_ids")
    def _compute_tax_totals(self):
        for move in self:
            if not move.is_invoice(True):
                move.tax_totals = False
                continue
            move.tax_totals = self.env["account.tax"]._get_tax_totals(
                move._get_document(), move.currency_id, move.company_id,
                move.invoice_currency_rate)

    def _get_document(self):
        """Return the arithmetic of the invoice's lines."""
        self.ensure_one()
        refund = self.move_type in ("out_refund", "in_refund")
        taxes = self.env["account.tax"]
        lines = [
            BaseLine(line, line.tax_ids, line.price_unit, line.quantity, line.discount,
                     refund, manual=line.extra_tax_data or {})
            for line in self.line_ids if line.display_type == "product"]
        return taxes._compute_document(
            taxes._add_early_discount(
                lines, self.invoice_payment_term_id, self.currency_id, self.company_id),
            self.currency_id, self.company_id)

    # ---- taxes and due parts
    def _sync(self):
        """Bring taxes and due parts in line with the base lines; check the balance."""
        for move in self.with_context(syncing=True):
            if move.state == "draft" and move.is_invoice(True):
                move._sync_invoice()
            elif move.state == "draft":
                move._sync_entry()
            move._check_balanced()

    def _get_rate(self):
        """Return how much of the document's currency one unit of the company's is."""
        self.ensure_one()
        company = self.company_id
        return self.env["res.currency"]._get_conversion_rate(
            company.currency_id, self.currency_id, company,
            self.invoice_date or self.date or fields.Date.context_today(self))

    def _sync_invoice(self):
        self.ensure_one()
        rate = self._get_rate()
        for line in self.line_ids:
            if line.display_type in NOTES and line.currency_id != self.currency_id:
                line.currency_id = self.currency_id
        if self.invoice_currency_rate != rate:
            self.invoice_currency_rate = rate
        sign = self.direction_sign
        company_currency = self.company_id.currency_id
        refund = self.move_type in ("out_refund", "in_refund")
        document = self._get_document()
        for base in document.lines:
            if base.is_discount:
                continue
            amount = sign * base.subtotal
            base.record._set({
                "price_subtotal": base.subtotal, "price_total": base.total,
                **base.record._amounts(
                    amount, company_currency.round(amount / rate), self.currency_id),
            })
        self._sync_early_discount(document, sign, rate)
        self._sync_taxes(document, sign, rate, refund)
        self._sync_rounding(sign, rate)
        self._sync_terms()

    def _sync_terms(self):
        """Have one line for each part of the total that is due on a day."""
        lines = self.line_ids
        terms = lines.filtered(lambda line: line.display_type == "payment_term")
        others = (lines - terms).exists()
        total = -sum(others.mapped("amount_currency"))
        balance = -sum(others.mapped("balance"))
        company_currency = self.company_id.currency_id
        today = fields.Date.context_today(self)
        if not others.filtered(lambda line: line.display_type in ("product", "tax")):
            terms.unlink()
            return
        term = self.invoice_payment_term_id
        if term:
            parts = term._compute_terms(
                self.invoice_date or self.date or today, total, self.currency_id)
            own = term._compute_terms(
                self.invoice_date or self.date or today, balance, company_currency)
        else:
            due = self.invoice_date_due or today
            parts, own = [(due, total)], [(due, balance)]
        if self.invoice_date_due != max(day for day, _part in parts):
            self.invoice_date_due = max(day for day, _part in parts)
        kind = "asset_receivable" if self.is_sale_document(True) else "liability_payable"
        account = terms[:1].account_id or self.partner_id.with_company(
            self.company_id)._get_trade_account(kind)
        terms[len(parts):].unlink()
        for index, ((day, part), (_day, share)) in enumerate(
                zip(parts, own, strict=True)):
            values = {
                **self.env["account.move.line"]._amounts(
                    part, company_currency.round(share), self.currency_id),
                "date_maturity": day, "name": self._get_term_name(index, len(parts)),
                "partner_id": self.commercial_partner_id.id,
                **self._get_discount_values(term, part, share),
            }
            if index < len(terms):
                terms[index]._set(values)
            else:
                self.env["account.move.line"].with_context(syncing=True).create({
                    **values, "move_id": self.id, "display_type": "payment_term",
                    "account_id": account.id, "quantity": 0.0, "sequence": 12000,
                })

    def _get_term_name(self, index, count):
        """Return the name of a due part: the payment's reference, numbered if many."""
        name = self.payment_reference or ""
        if count > 1:
            name = _("%(name)s installment #%(number)s", name=name,
                     number=index + 1).lstrip()
        return name or False

    def _get_discount_values(self, term, total, balance):
        """Return the values of what an early payment of a due part comes to."""
        empty = {"discount_date": False, "discount_amount_currency": 0.0,
                 "discount_balance": 0.0}
        if not term.early_discount:
            return empty
        bases = self.line_ids.filtered(
            lambda line: line.display_type not in ("payment_term", "tax"))
        day = self.invoice_date or self.date or fields.Date.context_today(self)
        own = term._get_discount(
            day, -sum(bases.mapped("amount_currency")), total, self.currency_id)
        return {
            "discount_date": own[0], "discount_amount_currency": own[1],
            "discount_balance": term._get_discount(
                day, -sum(bases.mapped("balance")), balance,
                self.company_id.currency_id)[1],
        }

    def _sync_entry(self):
        """Add the tax lines that lines of a plain entry with taxes ask for."""
        company_currency = self.company_id.currency_id
        taxed = self.line_ids.filtered(
            lambda line: line.tax_ids and not line.tax_repartition_line_id
            and not self.tax_cash_basis_origin_move_id)
        known = self.line_ids.filtered("tax_repartition_line_id")
        if not taxed or known:
            return
        missing = []
        for line in taxed:
            kinds = set(line.tax_ids.mapped("type_tax_use"))
            refund = line.balance > 0 if "sale" in kinds else line.balance < 0
            for row in line.tax_ids.compute_all(
                    line.balance, company_currency, is_refund=refund)["taxes"]:
                missing.append({
                    **line._amounts(row["amount"], row["amount"], company_currency),
                    "move_id": self.id, "display_type": "tax", "name": row["name"],
                    "sequence": 10000,
                    "account_id": row["account_id"] or line.account_id.id,
                    "tax_line_id": row["id"], "tax_base_amount": abs(line.balance),
                    "tax_repartition_line_id": row["tax_repartition_line_id"],
                })
        self.env["account.move.line"].create(missing)

    def _check_balanced(self):
        """Refuse an entry whose debit and credit differ; UserError."""
        if self.env.context.get("check_move_validity", True) is False:
            return
        for move in self:
            difference = sum(move.line_ids.mapped("balance"))
            if not move.company_id.currency_id.is_zero(difference):
                raise UserError(_("The entry is not balanced."))
