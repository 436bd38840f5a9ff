"""The wizard that cancels many quotations."""
from odoo import api, fields, models


class SaleMassCancelOrders(models.TransientModel):
    _inherit = "sale.mass.cancel.orders"

    sale_order_ids = fields.Many2many(
        "sale.order", default=lambda self: self.env.context.get("active_ids"))
    sale_orders_count = fields.Integer(compute="_compute_orders")
    has_confirmed_order = fields.Boolean(compute="_compute_orders")

    @api.depends("sale_order_ids")
    def _compute_orders(self):
        for wizard in self:
            orders = wizard.sale_order_ids
            wizard.sale_orders_count = len(orders)
            wizard.has_confirmed_order = any(order.state == "sale" for order in orders)

    def action_mass_cancel(self):
        """Cancel the orders."""
        self.sale_order_ids._action_cancel()
