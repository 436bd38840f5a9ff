"""The wizard that asks about goods that are missing."""
from odoo import models


class StockBackorderConfirmation(models.TransientModel):
    _inherit = "stock.backorder.confirmation"

    def process(self):
        """Do what is there; the rest goes to back-orders."""
        ids = self.env.context.get("button_validate_picking_ids") or self.pick_ids.ids
        return self.env["stock.picking"].browse(ids).with_context(
            skip_backorder=True).button_validate()

    def process_cancel_backorder(self):
        """Do what is there; the rest is given up."""
        ids = self.env.context.get("button_validate_picking_ids") or self.pick_ids.ids
        return self.env["stock.picking"].browse(ids).with_context(
            skip_backorder=True, picking_ids_not_to_backorder=self.pick_ids.ids
        ).button_validate()
