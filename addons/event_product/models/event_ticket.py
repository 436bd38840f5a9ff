"""Tickets with prices: those of their products, unless they say so themselves."""
from odoo import api, fields, models


class EventTypeTicket(models.Model):
    _inherit = "event.type.ticket"
    _order = "sequence, price, name, id"

    product_id = fields.Many2one(
        "product.product", required=True, index=True, ondelete="restrict",
        domain=[("service_tracking", "=", "event")],
        default=lambda self: self._default_product_id())
    currency_id = fields.Many2one(related="product_id.currency_id")
    description = fields.Text(
        compute="_compute_description", readonly=False, store=True, translate=True)
    price = fields.Float(
        compute="_compute_price", digits="Product Price", readonly=False, store=True)
    price_reduce = fields.Float(
        "Price Reduce", compute="_compute_price_reduce", compute_sudo=True,
        digits="Product Price")

    @api.model
    def _default_product_id(self):
        return self.env.ref(
            "event_product.product_product_event", raise_if_not_found=False)

    @api.depends("product_id")
    def _compute_price(self):
        for ticket in self:
            if ticket.product_id.lst_price and not ticket.price:
                ticket.price = ticket.product_id.lst_price
            elif not ticket.price:
                ticket.price = 0

    @api.depends("product_id")
    def _compute_description(self):
        for ticket in self:
            if ticket.product_id.description_sale:
                ticket.description = ticket.product_id.description_sale
            elif not ticket.description:
                ticket.description = False

    @api.depends_context("uom", "qty", "pricelist", "quantity")
    @api.depends("product_id", "price")
    def _compute_price_reduce(self):
        for ticket in self:
            product = ticket.product_id
            pricelist = self.env["product.pricelist"].browse(
                self.env.context.get("pricelist") or ())
            share = 1.0
            if pricelist and product.lst_price:
                share = pricelist._get_product_price(
                    product, self.env.context.get("quantity") or 1.0) / product.lst_price
            ticket.price_reduce = ticket.price * share

    @api.model
    def _get_event_ticket_fields_whitelist(self):
        return [*super()._get_event_ticket_fields_whitelist(), "product_id", "price"]


class EventEventTicket(models.Model):
    _inherit = "event.event.ticket"
    _order = "event_id, sequence, price, name, id"

    price_reduce_taxinc = fields.Float(
        "Price Reduce Tax inc", compute="_compute_price_reduce_taxinc", compute_sudo=True)
    price_incl = fields.Float(
        "Price include", compute="_compute_price_incl", compute_sudo=True, readonly=False,
        digits="Product Price")

    def _get_price_with_taxes(self, price):
        self.ensure_one()
        event = self.event_id
        company = event.company_id or self.env.company
        taxes = self.product_id.taxes_id.filtered(lambda tax: tax.company_id == company)
        return taxes.compute_all(
            price, company.currency_id, 1.0, product=self.product_id)["total_included"]

    @api.depends("price_reduce", "product_id.taxes_id")
    def _compute_price_reduce_taxinc(self):
        for ticket in self:
            ticket.price_reduce_taxinc = ticket._get_price_with_taxes(ticket.price_reduce)

    @api.depends("product_id", "product_id.taxes_id", "price")
    def _compute_price_incl(self):
        for ticket in self:
            ticket.price_incl = ticket._get_price_with_taxes(ticket.price) \
                if ticket.product_id and ticket.price else 0
