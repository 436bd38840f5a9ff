"""Orders that buy what was sold, and the orders by which it was."""
from odoo import _, api, fields, models


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    sale_order_count = fields.Integer(compute="_compute_sale_order_count")
    has_sale_order = fields.Boolean(compute="_compute_sale_order_count")

    @api.depends("order_line.sale_order_id")
    def _compute_sale_order_count(self):
        for order in self:
            order.sale_order_count = len(order._get_sale_orders())
            order.has_sale_order = bool(order.sale_order_count)

    def _get_sale_orders(self):
        """Return the orders by which was sold what these buy (hook)."""
        return self.order_line.sale_order_id

    def action_view_sale_orders(self):
        """Open the orders by which was sold what the order buys."""
        self.ensure_one()
        orders = self._get_sale_orders()
        action = {"res_model": "sale.order", "type": "ir.actions.act_window"}
        if len(orders) == 1:
            return {**action, "view_mode": "form", "res_id": orders.id}
        return {**action, "name": _("Sources Sale Orders %s", self.name),
                "domain": [("id", "in", orders.ids)], "view_mode": "list,form"}

    def button_cancel(self):
        """Cancel orders; who has sold what they buy is told."""
        result = super().button_cancel()
        self.sudo()._tell_sellers()
        return result

    def _tell_sellers(self):
        for order in self:
            for sale, lines in order.order_line.filtered("sale_line_id").grouped(
                    "sale_order_id").items():
                sale.activity_schedule(
                    "mail.mail_activity_data_warning",
                    user_id=sale.user_id.id or self.env.uid, note=_(
                        "Exception(s) occurred on the purchase order(s): %(order)s. "
                        "Manual actions may be needed: %(lines)s", order=order.name,
                        lines=", ".join(lines.mapped("name"))))


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    sale_order_id = fields.Many2one("sale.order", related="sale_line_id.order_id")
    sale_line_id = fields.Many2one(
        "sale.order.line", index="btree_not_null", copy=False)
