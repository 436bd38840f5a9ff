"""Orders whose services are bought of vendors."""
from odoo import _, api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    purchase_order_count = fields.Integer(compute="_compute_purchase_order_count")

    @api.depends("order_line.purchase_line_ids.order_id")
    def _compute_purchase_order_count(self):
        for order in self:
            order.purchase_order_count = len(order._get_purchase_orders())

    def _get_purchase_orders(self):
        """Return the orders that buy what is sold (hook)."""
        return self.order_line.purchase_line_ids.order_id

    def _action_confirm(self):
        result = super()._action_confirm()
        for order in self:
            order.order_line.sudo()._buy_services()
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        for order in self.sudo():
            lines = order.order_line.purchase_line_ids.filtered(
                lambda line: line.state != "cancel")
            for purchase, own in lines.grouped("order_id").items():
                purchase.activity_schedule(
                    "mail.mail_activity_data_warning",
                    user_id=purchase.user_id.id or self.env.uid, note=_(
                        "Exception(s) occurred on the sale order(s): %(order)s. Manual "
                        "actions may be needed: %(lines)s", order=order.name,
                        lines=", ".join(own.mapped("name"))))
        return result

    def action_view_purchase_orders(self):
        """Open the orders that buy what is sold."""
        self.ensure_one()
        orders = self._get_purchase_orders()
        action = {"res_model": "purchase.order", "type": "ir.actions.act_window"}
        if len(orders) == 1:
            return {**action, "view_mode": "form", "res_id": orders.id}
        return {**action, "name": _("Purchase Order generated from %s", self.name),
                "domain": [("id", "in", orders.ids)], "view_mode": "list,form"}
