"""Pricelists: rules for the price of a product to a customer."""
from odoo import _, api, fields, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=16)
    currency_id = fields.Many2one(default=lambda self: self.env.company.currency_id.id)
    company_id = fields.Many2one(default=lambda self: self.env.company.id)

    @api.depends("currency_id")
    def _compute_display_name(self):
        for pricelist in self:
            pricelist.display_name = f"{pricelist.name} ({pricelist.currency_id.name})"

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for pricelist, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", pricelist.name)
        return values

    def _get_product_price(self, product, quantity, currency=None, uom=None, date=False):
        """Return the price of one unit of a product."""
        return self._get_price_rule(product, quantity, currency, uom, date)[0]

    def _get_product_price_rule(
        self, product, quantity, currency=None, uom=None, date=False
    ):
        price, rule = self._get_price_rule(product, quantity, currency, uom, date)
        return price, rule.id

    def _get_product_rule(self, product, quantity, uom=None, date=False):
        return self._get_price_rule(product, quantity, None, uom, date)[1].id

    def _get_price_rule(self, product, quantity, currency=None, uom=None, date=False):
        """Return the price of one unit and the rule that it comes from."""
        uom = uom or product.uom_id
        date = date or fields.Datetime.now()
        currency = currency or self.currency_id or self.env.company.currency_id
        rule = self.env["product.pricelist.item"]
        if self:
            amount = uom._compute_quantity(quantity, product.uom_id) \
                if uom != product.uom_id else quantity
            rule = self._get_rules(product, date).filtered(
                lambda item: item._applies_to(product, amount))[:1]
        return rule._compute_price(product, quantity, uom, date, currency), rule

    def _get_rules(self, product, date):
        """Return the rules of a day that may be about a product, in their order."""
        date = fields.Datetime.to_datetime(date)
        return self.item_ids.filtered(
            lambda item: (not item.date_start or item.date_start <= date)
            and (not item.date_end or item.date_end >= date)
        ).sorted(lambda item: (
            item.applied_on, -item.min_quantity, -(item.categ_id.id or 0), -item.id))
