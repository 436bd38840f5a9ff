"""Early payment discounts that reduce taxes upon invoice, taken or not."""
from odoo import _, api, models

from .account_tax_document import BaseLine


class AccountTax(models.Model):
    _inherit = "account.tax"

    @api.model
    def _add_early_discount(self, lines, term, currency, company):
        """Return base lines with those that take the discount off what taxes are due on.

        Only for terms whose discount always reduces the taxes ("mixed"); amounts that are
        fixed by piece are no part of it.
        """
        if not term.early_discount or term.early_pay_discount_computation != "mixed":
            return lines
        globally = company.tax_calculation_rounding_method == "round_globally"
        found = {}
        for line in lines:
            taxes = line.taxes.flatten_taxes_hierarchy().filtered(
                lambda tax: tax.amount_type != "fixed")
            if not taxes:
                continue
            self._compute_line(line, currency, globally)
            part = currency.round(line.subtotal * term.discount_percentage / 100)
            key = line.taxes, taxes, line.is_refund
            found[key] = found.get(key, 0.0) - part
        return lines + [
            BaseLine(given, taxes, amount, 1.0, 0.0, refund, is_discount=True)
            for (given, taxes, refund), amount in found.items() if amount]


class AccountMove(models.Model):
    _inherit = "account.move"

    def _sync_early_discount(self, document, sign, rate):
        """Have two lines for each discount: one off the base of taxes, one back."""
        known = list(self.line_ids.filtered(lambda line: line.display_type == "epd"))
        lines = self.env["account.move.line"].with_context(syncing=True)
        round_company = self.company_id.currency_id.round
        company, sale = self.company_id, self.is_sale_document(True)
        account = company.account_journal_early_pay_discount_loss_account_id if sale \
            else company.account_journal_early_pay_discount_gain_account_id
        for base in document.lines:
            if not base.is_discount:
                continue
            for amount, taxes in ((base.subtotal, base.record), (-base.subtotal, None)):
                own = sign * amount
                values = {
                    **lines._amounts(own, round_company(own / rate), self.currency_id),
                    "name": _("Early Payment Discount"),
                    "account_id": (account or self.journal_id.default_account_id).id,
                    "partner_id": self.commercial_partner_id.id,
                }
                line = known.pop(0) if known else lines.create({
                    **values, "move_id": self.id, "display_type": "epd", "quantity": 0.0})
                line._set(values)
                wanted = taxes if taxes is not None else self.env["account.tax"]
                if line.tax_ids != wanted:
                    line.with_context(syncing=True).tax_ids = wanted
        for line in known:
            line.with_context(syncing=True).unlink()
