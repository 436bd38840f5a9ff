"""Transfers from vendors to customers."""
from odoo import api, fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    code = fields.Selection(
        selection_add=[("dropship", "Dropship")], ondelete={"dropship": "cascade"})


class StockPicking(models.Model):
    _inherit = "stock.picking"

    is_dropship = fields.Boolean(compute="_compute_is_dropship")

    @api.depends("location_id.usage", "location_dest_id.usage")
    def _compute_is_dropship(self):
        for picking in self:
            picking.is_dropship = picking.location_id.usage == "supplier" \
                and picking.location_dest_id.usage == "customer"

    def _is_to_external(self):
        return super()._is_to_external() or self.is_dropship
