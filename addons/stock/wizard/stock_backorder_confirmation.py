"""The wizard that asks about goods that are missing."""
from odoo import api, models


class StockBackorderConfirmation(models.TransientModel):
    _inherit = "stock.backorder.confirmation"

    @api.model
    def default_get(self, fields_list):
        """Ask about each of the transfers: they go on, unless it is said otherwise."""
        values = super().default_get(fields_list)
        if "backorder_confirmation_line_ids" in fields_list and values.get("pick_ids"):
            ids = [id_ for command in values["pick_ids"] for id_ in (
                command[2] if command[0] == 6 else [command[1]])]
            values["backorder_confirmation_line_ids"] = [
                (0, 0, {"to_backorder": True, "picking_id": id_}) for id_ in ids]
        return values

    def process(self):
        """Do what is there; the rest of chosen transfers goes to back-orders."""
        ids = self.env.context.get("button_validate_picking_ids") or self.pick_ids.ids
        lines = self.backorder_confirmation_line_ids
        refused = lines.filtered(lambda line: not line.to_backorder).picking_id
        pickings = self.env["stock.picking"].browse(ids).with_context(skip_backorder=True)
        if refused:
            pickings = pickings.with_context(picking_ids_not_to_backorder=refused.ids)
        return pickings.button_validate()

    def process_cancel_backorder(self):
        """Do what is there; the rest is given up."""
        ids = self.env.context.get("button_validate_picking_ids") or self.pick_ids.ids
        return self.env["stock.picking"].browse(ids).with_context(
            skip_backorder=True, picking_ids_not_to_backorder=self.pick_ids.ids
        ).button_validate()
