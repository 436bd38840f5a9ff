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

    def action_open_pricelist_report(self):
        """Open the report of prices."""
        self.ensure_one()
        return {
            "type": "ir.actions.client", "tag": "generate_pricelist_report",
            "name": _("Pricelist Report"),
            "context": {"active_model": self._name, "active_id": self.id,
                        "active_ids": self.ids, "default_pricelist": self.id},
        }

    # ---- prices; addons extend each of these
    def _get_product_price(self, product, *args, **kwargs):
        """Return the price of one unit of a product."""
        return self._compute_price_rule(product, *args, **kwargs)[product.id][0]

    def _get_products_price(self, products, *args, **kwargs):
        """Return the price of one unit of each product: {id: price}."""
        found = self._compute_price_rule(products, *args, **kwargs)
        return {product_id: price for product_id, (price, _rule) in found.items()}

    def _get_product_price_rule(self, product, *args, **kwargs):
        return self._compute_price_rule(product, *args, **kwargs)[product.id]

    def _get_product_rule(self, product, *args, **kwargs):
        return self._compute_price_rule(
            product, *args, compute_price=False, **kwargs)[product.id][1]

    def _compute_price_rule(
        self, products, quantity, *, currency=None, uom=None, date=False,
        compute_price=True, **kwargs,
    ):
        """Return {id: (price of one unit, id of the rule that it comes from)}."""
        date = date or fields.Datetime.now()
        currency = currency or self.currency_id or self.env.company.currency_id
        rules = self._get_applicable_rules(products, date, **kwargs)
        found = {}
        for product in products:
            unit = uom or product.uom_id
            amount = quantity if unit == product.uom_id \
                else unit._compute_quantity(quantity, product.uom_id)
            rule = rules.filtered(
                lambda item, product=product, amount=amount:
                item._is_applicable_for(product, amount))[:1]
            price = rule._compute_price(
                product, quantity, unit, date=date, currency=currency, **kwargs,
            ) if compute_price else 0.0
            found[product.id] = (price, rule.id)
        return found

    def _get_applicable_rules(self, products, date, **kwargs):
        """Return the rules of a day that may be about products, in their order."""
        date = fields.Datetime.to_datetime(date)
        return self.item_ids.filtered(
            lambda item: (not item.date_start or item.date_start <= date)
            and (not item.date_end or item.date_end >= date)
        ).sorted(lambda item: (
            item.applied_on, -item.min_quantity, -(item.categ_id.id or 0), -item.id))
