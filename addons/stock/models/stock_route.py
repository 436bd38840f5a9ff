"""Routes: rules that go together, chosen by products, categories and warehouses."""
from odoo import _, fields, models


class StockRoute(models.Model):
    _inherit = "stock.route"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=0)
    product_selectable = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for route, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", route.name)
        return values

    def write(self, vals):
        """Change routes; their rules sleep and wake with them."""
        result = super().write(vals)
        if "active" in vals:
            rules = self.with_context(active_test=False).rule_ids
            rules.write({"active": vals["active"]})
        return result


class ProductCategory(models.Model):
    _inherit = "product.category"

    def _get_all_routes(self):
        """Return the routes of the category and of those above it."""
        routes, category = self.route_ids, self.parent_id
        while category:
            routes |= category.route_ids
            category = category.parent_id
        return routes
