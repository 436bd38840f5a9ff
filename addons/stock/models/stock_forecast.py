"""Which goods meet which needs: what is reserved, what is free, what comes in."""
from typing import Any, NamedTuple

from odoo import api, models

OPEN = ("waiting", "confirmed", "partially_available", "assigned")


class ForecastLine(NamedTuple):
    """A quantity, what needs it and where it comes from."""

    quantity: float
    move_out: Any
    move_in: Any
    reserved: bool
    filled: bool


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _forecast_lines(self, warehouse):
        """Return the ForecastLines of a product in a warehouse, needs first."""
        self.ensure_one()
        inside = self.env["stock.location"].with_context(active_test=False).search(
            [("id", "child_of", warehouse.view_location_id.id)])
        moves = self.env["stock.move"].sudo()
        ours = [("product_id", "=", self.id), ("state", "in", OPEN)]
        outs = moves.search([
            *ours, ("location_id", "in", inside.ids),
            ("location_dest_id", "not in", inside.ids)], order="priority desc, date, id")
        ins = moves.search([
            *ours, ("location_id", "not in", inside.ids),
            ("location_dest_id", "in", inside.ids)], order="date, id")
        quants = self.env["stock.quant"].sudo().search(
            [("product_id", "=", self.id), ("location_id", "in", inside.ids)])
        free = sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))
        return self._allocate(outs, ins, free)

    @api.model
    def _allocate(self, outs, ins, free):
        lines, none = [], outs.browse()
        coming = {move: move.product_qty for move in ins}
        for move in outs:
            held = move.product_uom._compute_quantity(
                move.quantity, move.product_id.uom_id)
            missing = move.product_qty - held
            if held:
                lines.append(ForecastLine(held, move, none, True, True))
            sources = [own for own in move.move_orig_ids if own in coming]
            if not sources:
                part = min(missing, max(free, 0.0))
                if part > 0:
                    lines.append(ForecastLine(part, move, none, False, True))
                    free, missing = free - part, missing - part
            for source in sources or list(coming):
                part = min(missing, coming[source])
                if part <= 0:
                    continue
                lines.append(ForecastLine(part, move, source, False, True))
                coming[source] -= part
                missing -= part
            if move.product_id.uom_id.compare(missing, 0) > 0:
                lines.append(ForecastLine(missing, move, none, False, False))
        if free > 0:
            lines.append(ForecastLine(free, none, none, False, True))
        lines += [ForecastLine(rest, none, move, False, True)
                  for move, rest in coming.items() if rest > 0]
        return lines


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_forecast(self):
        """Return {move: (quantity that will be there, when it is there)}."""
        found = {}
        for (product, warehouse), moves in self.grouped(lambda move: (
                move.product_id, move.location_id.warehouse_id)).items():
            if not product or not warehouse:
                continue
            for line in product._forecast_lines(warehouse):
                if line.filled and line.move_out in moves:
                    quantity, day = found.get(line.move_out, (0.0, False))
                    days = [d for d in (day, line.move_in.date) if d]
                    found[line.move_out] = (
                        quantity + line.quantity, max(days) if days else False)
        return found
