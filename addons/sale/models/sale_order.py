"""Quotations and orders."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"
    _rec_names_search = ["name", "partner_id.name"]

    name = fields.Char(default=lambda self: _("New"))
    state = fields.Selection(default="draft")
    locked = fields.Boolean(default=False)
    date_order = fields.Datetime(default=fields.Datetime.now)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    order_line = fields.One2many(copy=True)
    partner_invoice_id = fields.Many2one(
        "res.partner", compute="_compute_addresses", store=True, readonly=False,
        required=True, precompute=True)
    partner_shipping_id = fields.Many2one(
        "res.partner", compute="_compute_addresses", store=True, readonly=False,
        required=True, precompute=True)
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, readonly=False,
        precompute=True)
    pricelist_id = fields.Many2one(
        "product.pricelist", compute="_compute_pricelist_id", store=True, readonly=False,
        precompute=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True, precompute=True,
        ondelete="restrict")
    currency_rate = fields.Float(compute="_compute_currency_rate", store=True, digits=0)
    payment_term_id = fields.Many2one(
        "account.payment.term", compute="_compute_payment_term_id", store=True,
        readonly=False, precompute=True)
    require_signature = fields.Boolean(
        compute="_compute_require_signature", store=True, readonly=False, precompute=True)
    require_payment = fields.Boolean(
        compute="_compute_require_payment", store=True, readonly=False, precompute=True)
    prepayment_percent = fields.Float(
        compute="_compute_prepayment_percent", store=True, readonly=False,
        precompute=True)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", store=True, readonly=False,
        precompute=True)
    note = fields.Html(compute="_compute_note", store=True, readonly=False,
                       precompute=True)
    fiscal_position_id = fields.Many2one(
        "account.fiscal.position", compute="_compute_fiscal_position_id", store=True,
        readonly=False, precompute=True)
    tax_totals = fields.Binary(compute="_compute_tax_totals", exportable=False)
    validity_date = fields.Date(
        compute="_compute_validity_date", store=True, readonly=False, copy=False)
    amount_untaxed = fields.Monetary(compute="_compute_amounts", store=True)
    amount_tax = fields.Monetary(compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(compute="_compute_amounts", store=True)
    amount_undiscounted = fields.Float(compute="_compute_amount_undiscounted")
    is_expired = fields.Boolean(compute="_compute_is_expired")
    type_name = fields.Char(compute="_compute_type_name")

    _date_order_conditional_required = models.Constraint(
        "CHECK((state = 'sale' AND date_order IS NOT NULL) OR state != 'sale')",
        "A confirmed sales order requires a confirmation date.")

    # ---- computed
    @api.depends("partner_id")
    def _compute_addresses(self):
        for order in self:
            found = order.partner_id.address_get(["invoice", "delivery"]) \
                if order.partner_id else {}
            order.partner_invoice_id = found.get("invoice", False)
            order.partner_shipping_id = found.get("delivery", False)

    @api.depends("partner_id")
    def _compute_user_id(self):
        for order in self:
            if order.partner_id and not order.user_id:
                order.user_id = order.partner_id.user_id or \
                    order.partner_id.commercial_partner_id.user_id or self.env.user

    @api.depends("partner_id", "company_id")
    def _compute_pricelist_id(self):
        for order in self:
            if order.state == "draft":
                partner = order.partner_id.with_company(order.company_id)
                order.pricelist_id = partner.property_product_pricelist

    @api.depends("pricelist_id", "company_id")
    def _compute_currency_id(self):
        for order in self:
            order.currency_id = order.pricelist_id.currency_id or \
                order.company_id.currency_id

    @api.depends("currency_id", "date_order", "company_id")
    def _compute_currency_rate(self):
        for order in self:
            order.currency_rate = self.env["res.currency"]._get_conversion_rate(
                order.company_id.currency_id, order.currency_id, order.company_id,
                (order.date_order or fields.Datetime.now()).date())

    @api.depends("partner_id")
    def _compute_payment_term_id(self):
        for order in self:
            order.payment_term_id = order.with_company(
                order.company_id).partner_id.property_payment_term_id

    @api.depends("partner_shipping_id", "partner_id", "company_id")
    def _compute_fiscal_position_id(self):
        for order in self:
            order.fiscal_position_id = self.env["account.fiscal.position"].with_company(
                order.company_id)._get_fiscal_position(
                    order.partner_id, order.partner_shipping_id) \
                if order.partner_id else False

    @api.depends("amount_total", "amount_untaxed", "currency_id")
    def _compute_tax_totals(self):
        for order in self:
            currency = order.currency_id or order.company_id.currency_id
            order.tax_totals = self.env["account.tax"]._get_tax_totals(
                order._get_document(), currency, order.company_id, order.currency_rate)

    @api.depends("company_id")
    def _compute_require_signature(self):
        for order in self:
            order.require_signature = order.company_id.portal_confirmation_sign

    @api.depends("company_id")
    def _compute_require_payment(self):
        for order in self:
            order.require_payment = order.company_id.portal_confirmation_pay

    @api.depends("require_payment")
    def _compute_prepayment_percent(self):
        for order in self:
            order.prepayment_percent = order.company_id.prepayment_percent

    @api.depends("company_id")
    def _compute_journal_id(self):
        for order in self:
            order.journal_id = False

    @api.depends("partner_id")
    def _compute_note(self):
        terms = self.env["ir.config_parameter"].sudo().get_param(
            "account.use_invoice_terms")
        for order in self:
            if terms:
                order.note = order.company_id.invoice_terms
            else:
                order.note = order.note

    @api.depends("company_id")
    def _compute_validity_date(self):
        for order in self:
            days = order.company_id.quotation_validity_days
            order.validity_date = days > 0 and \
                fields.Date.context_today(order) + timedelta(days)

    def _get_document(self):
        """Return the arithmetic of the order's lines."""
        self.ensure_one()
        lines = self.order_line.filtered(lambda line: not line.display_type)
        currency = self.currency_id or self.company_id.currency_id
        taxes = self.env["account.tax"]
        return taxes._compute_document(
            taxes._add_early_discount(
                [BaseLine(line, line.tax_ids, line.price_unit, line.product_uom_qty,
                          line.discount) for line in lines],
                self.payment_term_id, currency, self.company_id),
            currency, self.company_id)

    @api.depends("order_line.price_subtotal", "order_line.price_total",
                 "order_line.tax_ids", "currency_id", "company_id", "payment_term_id")
    def _compute_amounts(self):
        for order in self:
            document = order._get_document()
            order.amount_untaxed = document.amount_untaxed
            order.amount_tax = document.amount_tax
            order.amount_total = document.amount_total

    def _compute_amount_undiscounted(self):
        for order in self:
            order.amount_undiscounted = sum(
                line.price_subtotal * 100 / (100 - line.discount)
                if line.discount != 100 else line.price_unit * line.product_uom_qty
                for line in order.order_line)

    def _compute_is_expired(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_expired = bool(
                order.state in ("draft", "sent") and order.validity_date
                and order.validity_date < today)

    @api.depends("state")
    def _compute_type_name(self):
        for order in self:
            quotation = order.state in ("draft", "sent", "cancel")
            order.type_name = _("Quotation") if quotation else _("Sales Order")

    @api.depends("partner_id")
    @api.depends_context("sale_show_partner_name")
    def _compute_display_name(self):
        for order in self:
            name = order.name
            if self.env.context.get("sale_show_partner_name") and order.partner_id.name:
                name = f"{name} - {order.partner_id.name}"
            order.display_name = name

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make orders, each with the next number."""
        for vals in vals_list:
            if vals.get("name", _("New")) == _("New"):
                day = fields.Datetime.to_datetime(vals.get("date_order"))
                vals["name"] = self.env["ir.sequence"].with_company(
                    vals.get("company_id")).next_by_code(
                        "sale.order", sequence_date=day) or _("New")
        return super().create(vals_list)

    def copy_data(self, default=None):
        """Return the values of copies: without down payments."""
        values = super().copy_data(default)
        if "order_line" not in (default or {}):
            for order, vals in zip(self, values, strict=True):
                lines = order.order_line.filtered(lambda line: not line.is_downpayment)
                vals["order_line"] = [(0, 0, line) for line in lines.copy_data()]
        return values

    def write(self, vals):
        """Change orders; the pricelist of a confirmed one stays."""
        if "pricelist_id" in vals and any(order.state == "sale" for order in self):
            raise UserError(_(
                "You cannot change the pricelist of a confirmed order !"))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft_or_cancel(self):
        for order in self:
            if order.state not in ("draft", "cancel"):
                raise UserError(_(
                    "You can not delete a sent quotation or a confirmed sales order. You "
                    "must first cancel it."))
