"""What of a line is delivered."""
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    qty_delivered_method = fields.Selection(
        selection_add=[("stock_move", "Stock Moves")])
    warehouse_id = fields.Many2one(
        "stock.warehouse", compute="_compute_warehouse_id", store=True)
    customer_lead = fields.Float(
        compute="_compute_customer_lead", inverse="_inverse_customer_lead", store=True,
        readonly=False, precompute=True, required=True)
    is_mto = fields.Boolean(compute="_compute_is_mto")
    free_qty_today = fields.Float(compute="_compute_qty_at_date", digits="Product Unit")
    qty_available_today = fields.Float(compute="_compute_qty_at_date")
    virtual_available_at_date = fields.Float(
        compute="_compute_qty_at_date", digits="Product Unit")
    scheduled_date = fields.Datetime(compute="_compute_qty_at_date")
    display_qty_widget = fields.Boolean(compute="_compute_qty_to_deliver")
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
            line.display_qty_widget = bool(
                line.state in ("draft", "sent", "sale") and line.product_id.is_storable
                and line.product_uom_id and line.qty_to_deliver > 0)

    @api.depends("route_ids", "order_id.warehouse_id")
    def _compute_warehouse_id(self):
        for line in self:
            line.warehouse_id = line.order_id.warehouse_id

    @api.depends("product_id")
    def _compute_customer_lead(self):
        for line in self:
            line.customer_lead = line.product_id.sale_delay

    def _inverse_customer_lead(self):
        for line in self.filtered(lambda line: line.state == "sale"
                                  and not line.order_id.commitment_date):
            line.move_ids.write({"date_deadline": line.order_id.date_order + timedelta(
                days=line.customer_lead or 0.0)})

    @api.depends("product_id", "route_ids", "order_id.warehouse_id")
    def _compute_is_mto(self):
        for line in self:
            routes = line.route_ids or (
                line.product_id.route_ids | line.product_id.categ_id._get_all_routes())
            rule = line.order_id.warehouse_id.mto_pull_id
            line.is_mto = bool(rule) and rule.route_id in routes

    @api.depends("product_id", "customer_lead", "product_uom_qty", "order_id.warehouse_id")
    def _compute_qty_at_date(self):
        for line in self:
            order = line.order_id
            product = line.product_id.with_context(
                warehouse_id=order.warehouse_id.id) if line.product_id else line.product_id
            line.scheduled_date = order.commitment_date or (
                order.date_order or fields.Datetime.now()) + timedelta(
                    days=line.customer_lead or 0)
            line.qty_available_today = product.qty_available if product else 0.0
            line.free_qty_today = product.free_qty if product else 0.0
            line.virtual_available_at_date = product.virtual_available if product else 0.0

    @api.depends("move_ids.state", "move_ids.quantity", "move_ids.product_uom")
    def _compute_qty_delivered(self):
        own = self.filtered(lambda line: line.qty_delivered_method == "stock_move")
        super(SaleOrderLine, self - own)._compute_qty_delivered()
        for line in own:
            line.qty_delivered = line._get_moved(done=True)

    def _get_moved(self, done=False):
        """Return the quantity that deliveries know of, or that they have delivered.

        Of a chain of moves only one counts: the last to have it delivered, the first to
        know of it.
        """
        total = 0.0
        for move in self.move_ids.filtered(
                lambda move: move.state != "cancel" and not move.scrap_id):
            back = move.location_id.usage == "customer"
            if back and not move.to_refund or done and (
                    move.state != "done" or not back and
                    move.location_dest_id.usage != "customer"):
                continue
            if not done and not back and move.move_orig_ids.filtered("sale_line_id"):
                continue
            quantity = move.quantity if move.state == "done" else move.product_uom_qty
            total += (-1 if back else 1) * move.product_uom._compute_quantity(
                quantity, self.product_uom_id)
        return total

    def _action_launch_stock_rule(self):
        """Have what is ordered and not on its way yet delivered; less is taken back."""
        needs, rule = [], self.env["stock.rule"]
        for line in self.filtered(
                lambda line: line.product_id.type == "consu" and not line.is_expense
                and line.state == "sale" and not line.order_id.locked):
            missing = line.product_uom_qty - line._get_moved()
            if line.product_uom_id.is_zero(missing):
                continue
            order = line.order_id
            needs.append(rule.Procurement(
                line.product_id, missing, line.product_uom_id,
                order.partner_shipping_id.property_stock_customer
                or self.env.ref("stock.stock_location_customers"),
                line.product_id.display_name, order.name, order.company_id,
                line._prepare_procurement_values()))
        if needs:
            rule.run(needs)
            self.order_id.picking_ids.filtered(
                lambda picking: picking.state not in ("cancel", "done")).action_confirm()
        return True

    def _prepare_procurement_values(self):
        """Return what the moves of the line have to know."""
        self.ensure_one()
        order = self.order_id
        day = order.commitment_date or order.date_order + timedelta(days=self.customer_lead)
        return {
            "reference_ids": order._get_stock_reference(), "sale_line_id": self.id,
            "date_planned": day, "date_deadline": day, "route_ids": self.route_ids,
            "warehouse_id": self.warehouse_id or order.warehouse_id,
            "partner_id": order.partner_shipping_id.id, "company_id": order.company_id,
            "priority": "0",
        }

    def _check_decrease(self, quantity):
        lines = self.filtered(
            lambda line: line.state == "sale" and line.product_id.type == "consu"
            and not line.is_expense and line.product_uom_qty != quantity)
        if any(line.qty_delivered > 0 and line.product_uom_id.compare(
                quantity, line.qty_delivered) < 0 for line in lines):
            raise UserError(self.env._(
                "The ordered quantity of a sale order line cannot be decreased below the "
                "amount already delivered. Instead, create a return in your inventory."))

    def write(self, vals):
        """Change lines; more that is ordered is to be delivered."""
        if "product_uom_qty" in vals:
            self._check_decrease(vals["product_uom_qty"])
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
