"""By which routes a product can be replenished."""
from odoo import api, fields, models


class StockReplenishMixin(models.AbstractModel):
    _inherit = "stock.replenish.mixin"

    allowed_route_ids = fields.Many2many(
        "stock.route", compute="_compute_allowed_route_ids")

    @api.depends("route_id")
    def _compute_allowed_route_ids(self):
        routes = self.env["stock.route"].search([("product_selectable", "=", True)])
        for record in self:
            record.allowed_route_ids = routes
