"""Deliveries of orders."""
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    picking_policy = fields.Selection(default="direct")
    warehouse_id = fields.Many2one(
        "stock.warehouse", compute="_compute_warehouse_id", store=True, readonly=False,
        precompute=True)
    delivery_count = fields.Integer(compute="_compute_deliveries")
    delivery_status = fields.Selection(compute="_compute_delivery_status", store=True)
    effective_date = fields.Datetime(compute="_compute_delivery_status", store=True)

    @api.depends("company_id", "user_id")
    def _compute_warehouse_id(self):
        for order in self:
            if order.state in ("draft", "sent") or not order.warehouse_id:
                order.warehouse_id = order.user_id.with_company(
                    order.company_id).property_warehouse_id or \
                    self.env["stock.warehouse"].search(
                        [("company_id", "=", order.company_id.id)], limit=1)

    @api.depends("picking_ids")
    def _compute_deliveries(self):
        for order in self:
            order.delivery_count = len(order.picking_ids)

    @api.depends("picking_ids.state", "picking_ids.date_done")
    def _compute_delivery_status(self):
        for order in self:
            live = order.picking_ids.filtered(lambda picking: picking.state != "cancel")
            states = set(live.mapped("state"))
            days = [day for day in live.mapped("date_done") if day]
            order.effective_date = min(days) if days else False
            if not states:
                order.delivery_status = False
            elif states == {"done"}:
                order.delivery_status = "full"
            elif "done" in states:
                delivered = any(order.order_line.mapped("qty_delivered"))
                order.delivery_status = "partial" if delivered else "started"
            else:
                order.delivery_status = "pending"

    def _action_confirm(self):
        self.order_line._action_launch_stock_rule()
        return super()._action_confirm()

    def _action_cancel(self):
        self.picking_ids.filtered(lambda picking: picking.state != "done").action_cancel()
        return super()._action_cancel()

    def _get_stock_reference(self):
        """Return what holds the moves of the order together."""
        self.ensure_one()
        if not self.stock_reference_ids:
            self.sudo().stock_reference_ids = self.env["stock.reference"].sudo().create(
                {"name": self.name})
        return self.stock_reference_ids

    def copy_data(self, default=None):
        """Return the values of copies, which have deliveries of their own."""
        values = super().copy_data(default)
        for vals in values:
            vals.pop("stock_reference_ids", None)
        return values

    def action_view_delivery(self):
        """Open the deliveries of the orders."""
        return self._open_pickings(self.picking_ids)

    def _open_pickings(self, pickings):
        action = {"type": "ir.actions.act_window", "res_model": "stock.picking",
                  "name": self.env._("Transfers")}
        if len(pickings) == 1:
            return {**action, "view_mode": "form", "res_id": pickings.id}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", pickings.ids)]}


class StockPicking(models.Model):
    _inherit = "stock.picking"

    sale_id = fields.Many2one(
        "sale.order", compute="_compute_sale_id", inverse="_inverse_sale_id", store=True,
        readonly=False)

    @api.depends("move_ids.sale_line_id.order_id")
    def _compute_sale_id(self):
        for picking in self:
            picking.sale_id = picking.move_ids.sale_line_id.order_id[:1] or \
                picking.sale_id


    def _inverse_sale_id(self):
        """Have the moves be held together with those of the order, or no more."""
        for picking in self.filtered("move_ids"):
            references = picking.move_ids.reference_ids
            others = references.filtered(lambda own: not own.sale_ids)
            if picking.sale_id:
                others |= picking.sale_id._get_stock_reference()
            if others != references:
                picking.move_ids.sudo().reference_ids = others


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _get_custom_move_fields(self):
        return [*super()._get_custom_move_fields(), "sale_line_id"]

