"""Payment terms shown by an example."""
from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.tools.misc import format_date, formatLang


class AccountPaymentTerm(models.Model):
    _inherit = "account.payment.term"

    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    fiscal_country_codes = fields.Char(compute="_compute_fiscal_country_codes")
    example_amount = fields.Monetary(
        default=1000, store=False, currency_field="currency_id")
    example_date = fields.Date(
        string="Date example", default=fields.Date.context_today, store=False)
    example_invalid = fields.Boolean(compute="_compute_example_invalid")
    example_preview = fields.Html(compute="_compute_example_preview")
    example_preview_discount = fields.Html(compute="_compute_example_preview")

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for term in self:
            term.currency_id = (term.company_id or self.env.company).currency_id

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids")
    def _compute_fiscal_country_codes(self):
        for term in self:
            companies = term.company_id or self.env.companies
            term.fiscal_country_codes = ",".join(
                companies.account_fiscal_country_id.mapped("code"))

    @api.depends("line_ids.value", "line_ids.value_amount")
    def _compute_example_invalid(self):
        for term in self:
            shares = term.line_ids.filtered(lambda line: line.value == "percent")
            term.example_invalid = round(sum(shares.mapped("value_amount")), 2) != 100.0

    @api.depends("line_ids.value_amount", "line_ids.nb_days", "line_ids.delay_type",
                 "early_discount", "discount_percentage", "discount_days",
                 "example_amount", "example_date")
    def _compute_example_preview(self):
        for term in self:
            term.example_preview = term.example_preview_discount = False
            day = term.example_date or fields.Date.context_today(term)
            amount, currency = term.example_amount or 1000, term.currency_id
            if term.early_discount:
                last, due = term._get_discount(day, amount, amount, currency)
                term.example_preview_discount = Markup(_(
                    "Early Payment Discount: <b>%(amount)s</b> if paid before "
                    "<b>%(date)s</b>")) % {
                        "amount": formatLang(self.env, due, currency_obj=currency),
                        "date": format_date(self.env, last)}
            if not term.example_invalid and term.line_ids:
                term.example_preview = Markup("").join(
                    Markup(_("<b>%(count)s#</b> Installment of <b>%(amount)s</b> due on "
                             "<b style='color: #704A66;'>%(date)s</b>"))
                    % {"count": index,
                       "amount": formatLang(self.env, part, currency_obj=currency),
                       "date": format_date(self.env, due)} + Markup("<br/>")
                    for index, (due, part) in enumerate(
                        term._compute_terms(day, amount, currency), 1))


class AccountPaymentTermLine(models.Model):
    _inherit = "account.payment.term.line"

    display_days_next_month = fields.Boolean(compute="_compute_display_days_next_month")

    @api.depends("delay_type")
    def _compute_display_days_next_month(self):
        for line in self:
            line.display_days_next_month = line.delay_type == "days_end_of_month_on_the"
