"""Receipts of purchase orders."""
from odoo import api, fields, models
from odoo.exceptions import UserError


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    picking_type_id = fields.Many2one(
        required=True, default=lambda self: self.env["stock.picking.type"].search([
            ("code", "=", "incoming"),
            ("warehouse_id.company_id", "=", self.env.company.id)], limit=1))
    picking_ids = fields.Many2many(
        "stock.picking", compute="_compute_picking_ids", store=True, copy=False)
    incoming_picking_count = fields.Integer(compute="_compute_picking_count")
    effective_date = fields.Datetime(compute="_compute_effective_date", store=True)
    receipt_status = fields.Selection(compute="_compute_receipt_status", store=True)
    is_shipped = fields.Boolean(compute="_compute_picking_count")

    @api.depends("order_line.move_ids.picking_id")
    def _compute_picking_ids(self):
        for order in self:
            order.picking_ids = order.order_line.move_ids.picking_id

    @api.depends("picking_ids.state")
    def _compute_picking_count(self):
        for order in self:
            order.incoming_picking_count = len(order.picking_ids)
            order.is_shipped = bool(order.picking_ids) and all(
                picking.state in ("done", "cancel") for picking in order.picking_ids)

    @api.depends("picking_ids.date_done")
    def _compute_effective_date(self):
        for order in self:
            days = [picking.date_done for picking in order.picking_ids
                    if picking.state == "done" and picking.date_done
                    and picking.location_dest_id.usage != "supplier"]
            order.effective_date = min(days) if days else False

    @api.depends("picking_ids.state")
    def _compute_receipt_status(self):
        for order in self:
            states = set(order.picking_ids.mapped("state")) - {"cancel"}
            if not states:
                order.receipt_status = False
            elif states == {"done"}:
                order.receipt_status = "full"
            else:
                order.receipt_status = "partial" if "done" in states else "pending"

    def button_approve(self, force=False):
        """Make orders of requests, with their receipts."""
        result = super().button_approve(force=force)
        self.filtered(lambda order: order.state == "purchase")._create_picking()
        return result

    def _create_picking(self):
        for order in self:
            lines = order.order_line.filtered(
                lambda line: line.product_id.type == "consu"
                and line.product_uom_id.compare(line.product_qty, line._get_moved()) > 0)
            if not lines:
                continue
            picking = order.picking_ids.filtered(
                lambda picking: picking.state not in ("done", "cancel"))[:1]
            if not picking:
                picking = self.env["stock.picking"].sudo().create({
                    "picking_type_id": order.picking_type_id.id,
                    "partner_id": order.partner_id.id, "origin": order.name,
                    "scheduled_date": order.date_planned or order.date_order,
                    "company_id": order.company_id.id, "user_id": False,
                    "location_dest_id": order._get_receipt_location().id,
                })
            for line in lines:
                move = picking.move_ids.filtered(
                    lambda move, line=line: move.purchase_line_id == line
                    and move.state not in ("done", "cancel"))[:1]
                if move:
                    move.product_uom_qty += line.product_qty - line._get_moved()
                    move._action_assign_again()
                    lines -= line
            self.env["stock.move"].sudo().create([
                line._prepare_stock_move(picking) for line in lines])
            picking.action_confirm()

    def _get_receipt_location(self):
        """Return where the goods of the order are to come (hook)."""
        self.ensure_one()
        return self.picking_type_id.default_location_dest_id

    def button_cancel(self):
        """Cancel orders that nothing was received for."""
        for order in self:
            if any(move.state == "done" for move in order.order_line.move_ids):
                raise UserError(self.env._(
                    "Unable to cancel purchase order %s as some receptions have already "
                    "been done.", order.name))
        self.picking_ids.filtered(
            lambda picking: picking.state != "cancel").action_cancel()
        return super().button_cancel()

    def action_view_picking(self):
        """Open the receipts of the orders."""
        return self._open_pickings(self.picking_ids)

    def _open_pickings(self, pickings):
        action = {"type": "ir.actions.act_window", "res_model": "stock.picking",
                  "name": self.env._("Receipts")}
        if len(pickings) == 1:
            return {**action, "view_mode": "form", "res_id": pickings.id}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", pickings.ids)]}


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    qty_received_method = fields.Selection(
        selection_add=[("stock_moves", "Stock Moves")])

    def _compute_qty_received_method(self):
        super()._compute_qty_received_method()
        for line in self.filtered(lambda line: not line.display_type):
            if line.product_id.type == "consu":
                line.qty_received_method = "stock_moves"

    def _prepare_stock_move(self, picking):
        """Return the values of the move that receives what is to come."""
        self.ensure_one()
        order, target = self.order_id, picking.location_dest_id
        following = self.move_dest_ids.filtered(
            lambda move: move.state not in ("cancel", "done")
            and target._is_within(move.location_id))
        kind = order.picking_type_id
        return {
            "picking_id": picking.id, "product_id": self.product_id.id,
            "product_uom": self.product_uom_id.id, "purchase_line_id": self.id,
            "product_uom_qty": self.product_qty - self._get_moved(),
            "date": self.date_planned or order.date_order, "origin": order.name,
            "date_deadline": self.date_planned,
            "company_id": order.company_id.id, "price_unit": self._get_stock_price_unit(),
            "propagate_cancel": self.propagate_cancel,
            "warehouse_id": kind.warehouse_id.id,
            "location_final_id": (self.location_final_id
                                  or kind.warehouse_id.lot_stock_id).id,
            "move_dest_ids": [(4, move.id) for move in following],
            "reference_ids": [(4, reference.id) for reference in order.reference_ids],
            **({"orderpoint_id": self.orderpoint_id.id} if self.orderpoint_id else {}),
        }

    def _get_stock_price_unit(self):
        """Return the price of a stock unit in the company's currency."""
        order = self.order_id
        price = self.price_unit * (1 - (self.discount or 0.0) / 100)
        if self.product_qty and any(tax.price_include for tax in self.tax_ids):
            price = self.price_subtotal / self.product_qty
        price = self.product_uom_id._compute_price(price, self.product_id.uom_id)
        return order.currency_id._convert(
            price, order.company_id.currency_id, order.company_id,
            (order.date_order or fields.Datetime.now()).date(), round=False)

    def _get_moved(self):
        """Return the quantity that receipts know of, done or to come."""
        total = 0.0
        for move in self.move_ids.filtered(
                lambda move: move.state != "cancel" and not move.scrap_id):
            if move.location_dest_id.usage == "supplier" and not move.to_refund:
                continue
            sign = -1 if move.location_dest_id.usage == "supplier" else 1
            quantity = move.quantity if move.state == "done" else move.product_uom_qty
            total += sign * move.product_uom._compute_quantity(
                quantity, self.product_uom_id)
        return total

    @api.depends("move_ids.state", "move_ids.quantity")
    def _compute_qty_received(self):
        own = self.filtered(lambda line: line.qty_received_method == "stock_moves")
        super(PurchaseOrderLine, self - own)._compute_qty_received()
        for line in own:
            total = 0.0
            for move in line.move_ids.filtered(
                    lambda move: move.state == "done" and not move.scrap_id):
                if move.location_dest_id.usage == "supplier" and not move.to_refund:
                    continue
                sign = -1 if move.location_dest_id.usage == "supplier" else 1
                total += sign * move.product_uom._compute_quantity(
                    move.quantity, line.product_uom_id)
            line.qty_received = total

    def _check_decrease(self):
        if any(line.state == "purchase" and line.product_id.type == "consu"
               and line.product_uom_id.compare(line.product_qty, line.qty_received) < 0
               for line in self):
            raise UserError(self.env._(
                "You cannot decrease the ordered quantity below the received quantity.\n"
                "Create a return first."))

    def write(self, vals):
        """Change lines; more that is ordered is to be received."""
        result = super().write(vals)
        coming = self.filtered(lambda line: line.state == "purchase").move_ids.filtered(
            lambda move: move.state not in ("done", "cancel"))
        if "date_planned" in vals:
            coming.write({"date_deadline": vals["date_planned"]})
        if "price_unit" in vals or "discount" in vals:
            for move in coming:
                move.price_unit = move.purchase_line_id._get_stock_price_unit()
        if "product_qty" in vals:
            self._check_decrease()
            self.order_id.filtered(
                lambda order: order.state == "purchase")._create_picking()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; those of an order are to be received."""
        lines = super().create(vals_list)
        lines.order_id.filtered(
            lambda order: order.state == "purchase")._create_picking()
        return lines
