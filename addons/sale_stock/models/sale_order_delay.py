"""Whether orders can be delivered in time."""
import json
from datetime import timedelta

from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    json_popover = fields.Char(compute="_compute_json_popover")
    show_json_popover = fields.Boolean(compute="_compute_json_popover")
    late_availability = fields.Boolean(
        compute="_compute_late_availability", search="_search_late_availability")

    def _select_expected_date(self, days):
        if self.picking_policy == "direct":
            return super()._select_expected_date(days)
        return max(days)

    @api.depends("picking_ids.products_availability_state")
    def _compute_late_availability(self):
        for order in self:
            order.late_availability = any(
                picking.products_availability_state == "late"
                for picking in order.picking_ids)

    def _search_late_availability(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self.env["stock.picking"].search([
            ("sale_id", "!=", False), ("state", "in", ("confirmed", "waiting", "assigned")),
        ]).filtered(lambda picking: picking.products_availability_state == "late").sale_id
        return [("id", "in" if True in value else "not in", late.ids)]

    @api.depends("picking_ids.delay_alert_date")
    def _compute_json_popover(self):
        for order in self:
            late = order.picking_ids.filtered("delay_alert_date")
            order.json_popover = json.dumps({
                "popoverTemplate": "sale_stock.DelayAlertWidget",
                "late_elements": [
                    {"id": picking.id, "name": picking.display_name,
                     "model": "stock.picking"} for picking in late]})
            order.show_json_popover = bool(late)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    forecast_expected_date = fields.Datetime(compute="_compute_qty_at_date")

    @api.depends("product_id", "customer_lead", "product_uom_qty", "order_id.warehouse_id",
                 "move_ids.forecast_expected_date")
    def _compute_qty_at_date(self):
        super()._compute_qty_at_date()
        for line in self:
            days = [day for day in line.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")
            ).mapped("forecast_expected_date") if day]
            line.forecast_expected_date = max(days) if days else False

    def _get_delivered_until(self, day):
        if self.qty_delivered_method != "stock_move":
            return super()._get_delivered_until(day)
        total = 0.0
        limit = fields.Datetime.to_datetime(day) + timedelta(days=1)
        for move in self.move_ids.filtered(
                lambda move: move.state == "done" and not move.scrap_id
                and move.date < limit):
            back = move.location_id.usage == "customer"
            if back and not move.to_refund or not back and \
                    move.location_dest_id.usage != "customer":
                continue
            total += (-1 if back else 1) * move.product_uom._compute_quantity(
                move.quantity, self.product_uom_id)
        return total

    def has_valued_move_ids(self):
        """Tell whether any move of the line is there: the cost comes from it."""
        return bool(self.move_ids)
