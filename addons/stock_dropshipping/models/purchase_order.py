"""Purchases that are delivered to customers."""
from odoo import api, fields, models


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    dropship_picking_count = fields.Integer(compute="_compute_picking_count")

    @api.depends("picking_ids.is_dropship")
    def _compute_picking_count(self):
        super()._compute_picking_count()
        for order in self:
            count = len(order.picking_ids.filtered("is_dropship"))
            order.dropship_picking_count = count
            order.incoming_picking_count -= count

    def _get_receipt_location(self):
        if self.picking_type_id.code == "dropship" and self.dest_address_id:
            return self.dest_address_id.property_stock_customer
        return super()._get_receipt_location()

    def action_view_picking(self):
        """Open the receipts of the orders."""
        return self._open_pickings(
            self.picking_ids.filtered(lambda picking: not picking.is_dropship))

    def action_view_dropship(self):
        """Open what vendors deliver to customers."""
        return self._open_pickings(self.picking_ids.filtered("is_dropship"))


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _prepare_stock_move(self, picking):
        values = super()._prepare_stock_move(picking)
        if self.sale_line_id and picking.picking_type_id.code == "dropship":
            values["sale_line_id"] = self.sale_line_id.id
        return values
