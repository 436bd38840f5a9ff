"""What is unusual about drafts, by what the partner's documents were before."""
from statistics import mean, pstdev

from odoo import _, api, fields, models
from odoo.tools import formatLang

# documents that are looked at, and how many there must be
LATEST, ENOUGH = 30, 10
# nearly all amounts and times lie within as many deviations
WIDTH = 1.96


class AccountMove(models.Model):
    _inherit = "account.move"

    abnormal_amount_warning = fields.Text(compute="_compute_abnormal_warnings")
    abnormal_date_warning = fields.Text(compute="_compute_abnormal_warnings")
    is_sale_installed = fields.Boolean(compute="_compute_is_sale_installed")

    def _compute_is_sale_installed(self):
        self.is_sale_installed = "sale.order" in self.env

    @api.depends("partner_id", "invoice_date", "amount_total", "state")
    def _compute_abnormal_warnings(self):
        for move in self:
            move.abnormal_amount_warning = move.abnormal_date_warning = False
            if move.state != "draft" or not move.is_invoice() or not move.partner_id:
                continue
            earlier = self.search([
                ("state", "=", "posted"), ("move_type", "=", move.move_type),
                ("company_id", "=", move.company_id.id), ("id", "!=", move._origin.id),
                ("partner_id", "=", move.partner_id.id), ("invoice_date", "!=", False),
            ], order="invoice_date desc, id desc", limit=LATEST)
            if len(earlier) < ENOUGH:
                continue
            partner = move.partner_id
            if not partner.ignore_abnormal_invoice_amount:
                move.abnormal_amount_warning = move._judge_amount(earlier)
            if not partner.ignore_abnormal_invoice_date and move.invoice_date:
                move.abnormal_date_warning = move._judge_date(earlier)

    def _judge_amount(self, earlier):
        known = earlier.mapped("amount_total")
        middle, width = mean(known), WIDTH * pstdev(known)
        if abs(self.amount_total - middle) <= width:
            return False
        return _(
            "The amount for %(partner_name)s appears unusual. Based on your historical "
            "data, the expected amount is %(mean)s (± %(wiggle)s).\n"
            "Please verify if this amount is accurate.",
            partner_name=self.partner_id.display_name,
            mean=formatLang(self.env, middle, currency_obj=self.currency_id),
            wiggle=formatLang(self.env, width, currency_obj=self.currency_id))

    def _judge_date(self, earlier):
        days = sorted(earlier.mapped("invoice_date"))
        gaps = [(later - sooner).days
                for sooner, later in zip(days, days[1:], strict=False)]
        middle, width = mean(gaps), WIDTH * pstdev(gaps)
        gap = (self.invoice_date - days[-1]).days
        if abs(gap - middle) <= width:
            return False
        return _(
            "The billing frequency for %(partner_name)s appears unusual. Based on your "
            "historical data, the expected next invoice date is not before "
            "%(expected_date)s (every %(mean)s (± %(wiggle)s) days).\n"
            "Please verify if this date is accurate.",
            partner_name=self.partner_id.display_name, mean=int(middle),
            wiggle=int(width),
            expected_date=fields.Date.add(days[-1], days=int(middle - width)))
