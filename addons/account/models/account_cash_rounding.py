"""Cash rounding: totals that coins can pay."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_round


class AccountCashRounding(models.Model):
    _inherit = "account.cash.rounding"

    rounding = fields.Float(default=0.01)
    strategy = fields.Selection(default="add_invoice_line")
    rounding_method = fields.Selection(default="HALF-UP")

    @api.constrains("rounding")
    def validate_rounding(self):
        """Refuse a precision that is not positive."""
        if any(record.rounding <= 0 for record in self):
            raise ValidationError(_("Please set a strictly positive rounding value."))

    def round(self, amount):
        """Return an amount rounded to what coins can pay."""
        self.ensure_one()
        return float_round(amount, precision_rounding=self.rounding,
                           rounding_method=self.rounding_method)

    def compute_difference(self, currency, amount):
        """Return what is to be added to an amount of a currency to round it."""
        amount = currency.round(amount)
        return currency.round(self.round(amount) - amount)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _sync_rounding(self, sign, rate):
        """Have one line for what cash rounding adds to the total."""
        known = self.line_ids.filtered(lambda line: line.display_type == "rounding")
        method = self.invoice_cash_rounding_id
        total = sum(line.amount_currency for line in self.line_ids
                    if line.display_type in ("product", "tax"))
        amount = sign * method.compute_difference(self.currency_id, sign * total) \
            if method else 0.0
        if self.currency_id.is_zero(amount):
            known.unlink()
            return
        lines = self.env["account.move.line"].with_context(syncing=True)
        values = lines._amounts(
            amount, self.company_id.currency_id.round(amount / rate), self.currency_id)
        values |= {"name": method.name, "partner_id": self.commercial_partner_id.id,
                   "tax_line_id": False, "tax_repartition_line_id": False}
        if method.strategy == "biggest_tax":
            taxes = self.line_ids.filtered(lambda line: line.display_type == "tax")
            if not taxes:
                known.unlink()
                return
            tax = max(taxes, key=lambda line: abs(line.balance))
            values |= {"name": _("%(tax_name)s (rounding)", tax_name=tax.name),
                       "account_id": tax.account_id.id, "tax_line_id": tax.tax_line_id.id,
                       "tax_repartition_line_id": tax.tax_repartition_line_id.id}
        else:
            gain = amount < 0
            account = method.profit_account_id if gain else method.loss_account_id
            values["account_id"] = (account or method.profit_account_id
                                    or method.loss_account_id
                                    or self.journal_id.default_account_id).id
        known[1:].unlink()
        if known:
            known[0]._set(values)
        else:
            lines.create({**values, "move_id": self.id, "display_type": "rounding",
                          "sequence": 11000,
                          "quantity": 0.0})
