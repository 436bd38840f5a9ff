"""The orders that lots were delivered for."""
from odoo import api, fields, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    sale_order_ids = fields.Many2many("sale.order", compute="_compute_sale_order_ids")
    sale_order_count = fields.Integer(compute="_compute_sale_order_ids")

    @api.depends("name")
    def _compute_sale_order_ids(self):
        lines = self.env["stock.move.line"].search([
            ("lot_id", "in", self.ids), ("state", "=", "done"),
            ("move_id.sale_line_id.order_id", "!=", False),
            ("move_id.picking_id.location_dest_id.usage", "in", ("customer", "transit"))])
        by_lot = lines.grouped("lot_id")
        visible = lines.move_id.sale_line_id.order_id._filtered_access("read")
        for lot in self:
            orders = by_lot[lot].move_id.sale_line_id.order_id & visible \
                if lot in by_lot else visible.browse()
            lot.sale_order_ids, lot.sale_order_count = orders, len(orders)

    def action_view_so(self):
        """Open the orders that the lot was delivered for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        return {**action, "domain": [("id", "in", self.sale_order_ids.ids)],
                "context": {**self.env.context, "create": False}}


class SaleReport(models.Model):
    _inherit = "sale.report"

    def _get_columns(self):
        return {**super()._get_columns(), "warehouse_id": "s.warehouse_id"}
