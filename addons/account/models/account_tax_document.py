"""The arithmetic of a whole document: lines, taxes and totals that agree."""
from dataclasses import dataclass, field
from typing import Any

from odoo import api, models


@dataclass
class BaseLine:
    """A line of a document, as far as its price and taxes are concerned."""

    record: Any
    taxes: Any
    price_unit: float
    quantity: float
    discount: float = 0.0
    is_refund: bool = False
    # a base of taxes only: its price is without taxes, and no part of the document's
    is_discount: bool = False
    # amounts of taxes of one unit that are told, not worked out: {tax's id as text: amount}
    manual: dict = field(default_factory=dict)
    subtotal: float = 0.0
    total: float = 0.0
    amounts: list = field(default_factory=list)     # (tax, base, amount), rounded


@dataclass
class Document:
    """What a document's lines come to."""

    lines: list
    amount_untaxed: float
    amount_tax: float
    tax_amounts: dict           # tax -> (base, amount)

    @property
    def amount_total(self):
        """The amount with taxes."""
        return self.amount_untaxed + self.amount_tax


class AccountTax(models.Model):
    _inherit = "account.tax"

    @api.model
    def _compute_document(self, lines, currency, company):
        """Work out the lines of a document by the company's way of rounding."""
        globally = company.tax_calculation_rounding_method == "round_globally"
        for line in lines:
            self._compute_line(line, currency, globally)
        if globally:
            self._round_globally(lines, currency)
        totals = {}
        for line in lines:
            for tax, base, amount in line.amounts:
                before = totals.get(tax, (0.0, 0.0))
                totals[tax] = (before[0] + base, before[1] + amount)
        totals = {tax: (currency.round(base), currency.round(amount))
                  for tax, (base, amount) in totals.items()}
        return Document(
            lines,
            currency.round(sum(line.subtotal for line in lines if not line.is_discount)),
            currency.round(sum(amount for _base, amount in totals.values())),
            totals,
        )

    @api.model
    def _compute_line(self, line, currency, globally):
        price = line.price_unit * (1 - (line.discount or 0.0) / 100)
        taxes = line.taxes.with_context(price_excluded=True) if line.is_discount \
            else line.taxes
        untaxed, raw = taxes._compute_raw(price, line.quantity)
        if line.manual:
            raw = [(tax, base, line.manual[str(tax.id)] * line.quantity
                    if str(tax.id) in line.manual else amount)
                   for tax, base, amount in raw]
        line.amounts = [
            (tax, base if globally else currency.round(base),
             amount if globally else currency.round(amount))
            for tax, base, amount in raw
        ]
        included = [
            currency.round(amount) for tax, _base, amount in raw
            if tax.price_include and not line.is_discount]
        line.subtotal = currency.round(price * line.quantity) - sum(included) \
            if included else currency.round(untaxed)
        line.subtotal = currency.round(line.subtotal)
        line.total = currency.round(
            line.subtotal + sum(currency.round(amount) for _t, _b, amount in raw))

    @api.model
    def _round_globally(self, lines, currency):
        """Round each tax once; the difference goes to its largest line.

        What was in the price stays in it: such a line's untaxed amount gives way.
        """
        parts = {}
        for line in lines:
            for index, (tax, _base, _amount) in enumerate(line.amounts):
                parts.setdefault(tax, []).append((line, index))
        for tax, found in parts.items():
            raw = sum(line.amounts[index][2] for line, index in found)
            rest = currency.round(raw)
            for line, index in found:
                _tax, base, amount = line.amounts[index]
                line.amounts[index] = (
                    tax, currency.round(base), currency.round(amount))
                rest -= currency.round(amount)
            rest = currency.round(rest)
            if rest:
                line, index = max(found, key=lambda p: abs(p[0].amounts[p[1]][2]))
                _tax, base, amount = line.amounts[index]
                line.amounts[index] = (tax, base, currency.round(amount + rest))
                if tax.price_include and not line.is_discount:
                    line.subtotal = currency.round(line.subtotal - rest)
