"""Sales that vendors deliver."""
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    dropship_picking_count = fields.Integer(compute="_compute_deliveries")

    @api.depends("picking_ids.is_dropship")
    def _compute_deliveries(self):
        super()._compute_deliveries()
        for order in self:
            count = len(order.picking_ids.filtered("is_dropship"))
            order.dropship_picking_count = count
            order.delivery_count -= count

    def action_view_delivery(self):
        """Open the deliveries of the orders, but for those of vendors."""
        return self._open_pickings(
            self.picking_ids.filtered(lambda picking: not picking.is_dropship))

    def action_view_dropship(self):
        """Open what vendors deliver."""
        return self._open_pickings(self.picking_ids.filtered("is_dropship"))


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _compute_is_mto(self):
        super()._compute_is_mto()
        for line in self.filtered(lambda line: not line.is_mto):
            routes = line.route_ids or (
                line.product_id.route_ids | line.product_id.categ_id._get_all_routes())
            line.is_mto = any(
                rule.picking_type_id.code == "dropship" for rule in routes.rule_ids)

    def _get_moved(self, done=False):
        """Count what is bought of vendors, who deliver it, as known of."""
        lines = self.sudo().purchase_line_ids.filtered(lambda own: own.state != "cancel")
        if done or not lines:
            return super()._get_moved(done=done)
        return sum(own.product_uom_id._compute_quantity(
            own.product_qty, self.product_uom_id) for own in lines)
