"""Payment terms: which part of an amount is due when."""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_round


class AccountPaymentTerm(models.Model):
    _inherit = "account.payment.term"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    discount_percentage = fields.Float(default=2.0)
    discount_days = fields.Integer(default=10)
    line_ids = fields.One2many(default=lambda self: [
        (0, 0, {"value": "percent", "value_amount": 100.0, "nb_days": 0})])

    early_pay_discount_computation = fields.Selection(
        compute="_compute_discount_computation", store=True, readonly=False)
    display_on_invoice = fields.Boolean(default=True)

    @api.depends("company_id")
    def _compute_discount_computation(self):
        codes = {"BE": "mixed", "NL": "excluded"}
        for term in self:
            company = term.company_id or self.env.company
            term.early_pay_discount_computation = \
                term.early_pay_discount_computation or codes.get(
                    company.account_fiscal_country_id.code, "included")

    @api.constrains("line_ids", "early_discount", "discount_percentage", "discount_days")
    def _check_lines(self):
        for term in self:
            shares = term.line_ids.filtered(lambda line: line.value == "percent")
            total = float_round(sum(shares.mapped("value_amount")), 6)
            if total != 100.0 and not term.line_ids - shares:
                raise ValidationError(_(
                    "The Payment Term must have at least one percent line and the sum "
                    "of the percent must be 100%."))
            if term.early_discount and len(term.line_ids) > 1:
                raise ValidationError(_(
                    "The Early Payment Discount functionality can only be used with "
                    "payment terms using a single 100% line. "))
            if term.early_discount and term.discount_percentage <= 0:
                raise ValidationError(_(
                    "The Early Payment Discount must be strictly positive."))
            if term.early_discount and term.discount_days <= 0:
                raise ValidationError(_(
                    "The Early Payment Discount days must be strictly positive."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_referenced_terms(self):
        if self.env["account.move"].sudo().search_count(
                [("invoice_payment_term_id", "in", self.ids)], limit=1):
            raise UserError(_(
                "You can not delete payment terms as other records still reference it. "
                "However, you can archive it."))

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for term, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", term.name)
        return values

    def _get_discount(self, date, untaxed, total, currency):
        """Return (last day, what is to be paid) of an early payment; None without."""
        self.ensure_one()
        if not self.early_discount:
            return None
        base = total if self.early_pay_discount_computation == "included" else untaxed
        discount = base * self.discount_percentage / 100
        day = fields.Date.to_date(date) + relativedelta(days=self.discount_days)
        return day, currency.round(total - currency.round(discount))

    def _compute_terms(self, date, amount, currency):
        """Return [(due date, part of the amount)]; the last part takes the rest."""
        self.ensure_one()
        parts, rest = [], amount
        for index, line in enumerate(self.line_ids, 1):
            if index == len(self.line_ids):
                part = rest
            elif line.value == "fixed":
                part = currency.round(line.value_amount) * (1 if amount >= 0 else -1)
            else:
                part = currency.round(amount * line.value_amount / 100)
            rest = currency.round(rest - part)
            parts.append((line._get_due_date(date), part))
        return parts


class AccountPaymentTermLine(models.Model):
    _inherit = "account.payment.term.line"

    value = fields.Selection(default="percent")
    delay_type = fields.Selection(default="days_after")
    days_next_month = fields.Char(default="10")

    def _get_due_date(self, date):
        """Return the day on which the part of a document of `date` is due."""
        self.ensure_one()
        due = fields.Date.to_date(date) or fields.Date.context_today(self)
        month_end = relativedelta(day=31)
        days = relativedelta(days=self.nb_days)
        if self.delay_type == "days_after_end_of_month":
            return due + month_end + days
        if self.delay_type == "days_after_end_of_next_month":
            return due + relativedelta(months=1) + month_end + days
        if self.delay_type == "days_end_of_month_on_the":
            day = int(self.days_next_month or 1)
            if not day:
                return due + days + month_end
            return due + days + relativedelta(months=1, day=day)
        return due + days
