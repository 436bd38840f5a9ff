"""Milestones that deliver what was sold."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectMilestone(models.Model):
    _inherit = "project.milestone"

    quantity_percentage = fields.Float(
        compute="_compute_quantity_percentage", store=True, readonly=False)
    product_uom_qty = fields.Float(
        compute="_compute_product_uom_qty", inverse="_inverse_product_uom_qty")

    @api.depends("sale_line_id.product_uom_qty")
    def _compute_quantity_percentage(self):
        for milestone in self:
            milestone.quantity_percentage = milestone.quantity_percentage

    @api.depends("quantity_percentage", "sale_line_id.product_uom_qty")
    def _compute_product_uom_qty(self):
        for milestone in self:
            milestone.product_uom_qty = milestone.quantity_percentage \
                * milestone.sale_line_id.product_uom_qty

    def _inverse_product_uom_qty(self):
        for milestone in self:
            ordered = milestone.sale_line_id.product_uom_qty
            milestone.quantity_percentage = milestone.product_uom_qty / ordered \
                if ordered else 0.0

    def action_view_sale_order(self):
        """Open the order that the milestone delivers."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Sales Order"),
            "res_model": "sale.order", "res_id": self.sale_line_id.order_id.id,
            "view_mode": "form",
        }
