"""What of a line is delivered."""
from datetime import timedelta

from odoo import api, fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    qty_delivered_method = fields.Selection(
        selection_add=[("stock_move", "Stock Moves")])
    qty_to_deliver = fields.Float(compute="_compute_qty_to_deliver")

    @api.depends("product_id")
    def _compute_qty_delivered_method(self):
        super()._compute_qty_delivered_method()
        for line in self:
            if not line.is_expense and line.product_id.type == "consu":
                line.qty_delivered_method = "stock_move"

    @api.depends("product_uom_qty", "qty_delivered")
    def _compute_qty_to_deliver(self):
        for line in self:
            line.qty_to_deliver = line.product_uom_qty - line.qty_delivered

    @api.depends("move_ids.state", "move_ids.quantity", "move_ids.product_uom")
    def _compute_qty_delivered(self):
        own = self.filtered(lambda line: line.qty_delivered_method == "stock_move")
        super(SaleOrderLine, self - own)._compute_qty_delivered()
        for line in own:
            line.qty_delivered = line._get_moved(done=True)

    def _get_moved(self, done=False):
        """Return the quantity that deliveries know of, or that they have delivered."""
        total = 0.0
        for move in self.move_ids.filtered(lambda move: move.state != "cancel"):
            if done and move.state != "done":
                continue
            back = move.location_id.usage == "customer"
            quantity = move.quantity if move.state == "done" else move.product_uom_qty
            total += (-1 if back else 1) * move.product_uom._compute_quantity(
                quantity, self.product_uom_id)
        return total

    def _action_launch_stock_rule(self):
        """Have what is ordered and not on its way yet delivered."""
        for order in self.order_id:
            lines = (self & order.order_line).filtered(
                lambda line: line.product_id.type == "consu" and not line.is_expense
                and line.product_uom_id.compare(
                    line.product_uom_qty, line._get_moved()) > 0)
            if lines:
                order.order_line.browse(lines.ids)._make_moves(order)

    def _make_moves(self, order):
        kind = order.warehouse_id.out_type_id
        picking = order.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
            and picking.picking_type_id == kind)[:1]
        day = order.commitment_date or order.date_order + timedelta(
            days=max(self.mapped("customer_lead"), default=0))
        if not picking:
            picking = self.env["stock.picking"].sudo().create({
                "picking_type_id": kind.id, "partner_id": order.partner_shipping_id.id,
                "origin": order.name, "scheduled_date": day, "sale_id": order.id,
                "move_type": order.picking_policy, "company_id": order.company_id.id,
                "user_id": False,
            })
        rest = self.browse()
        for line in self:
            move = picking.move_ids.filtered(
                lambda move, line=line: move.sale_line_id == line
                and move.state not in ("done", "cancel"))[:1]
            if move:
                move.product_uom_qty += line.product_uom_qty - line._get_moved()
                move._action_assign_again()
            else:
                rest |= line
        self.env["stock.move"].sudo().create([{
            "picking_id": picking.id, "product_id": line.product_id.id,
            "product_uom": line.product_uom_id.id, "sale_line_id": line.id,
            "product_uom_qty": line.product_uom_qty - line._get_moved(), "date": day,
            "origin": order.name, "company_id": order.company_id.id,
        } for line in rest])
        picking.action_confirm()

    def write(self, vals):
        """Change lines; more that is ordered is to be delivered."""
        result = super().write(vals)
        if "product_uom_qty" in vals:
            self.filtered(
                lambda line: line.state == "sale")._action_launch_stock_rule()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; those of an order are to be delivered."""
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale")._action_launch_stock_rule()
        return lines
