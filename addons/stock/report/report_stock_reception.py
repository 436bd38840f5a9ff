"""The reception report: what waits for goods that come in, and is given them."""
from collections import defaultdict

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ReportStockReception(models.AbstractModel):
    _inherit = "report.stock.report_reception"

    @api.model
    def get_report_data(self, docids, data):
        """Return what the client shows of transfers: each that waits, and its lines."""
        values = self._get_report_values(docids, data)
        sources, records = values.pop("sources"), values.pop("source_records")
        return {
            **values,
            "docs": [{"id": doc.id, "name": doc.name, "display_name": doc.display_name,
                      "state": doc.state} for doc in values["docs"]],
            "sources_info": {
                key: [{"id": source.id, "model": source._name, "name": source.display_name}]
                for key, source in records.items()},
            "sources_to_lines": {
                key: [self._show_line(*line) for line in lines]
                for key, lines in sources.items()},
            "sources_to_formatted_scheduled_date": {
                key: format_date(self.env, lines[0][0].date)
                for key, lines in sources.items()},
            "show_uom": self.env.user.has_group("uom.group_uom"),
        }

    @api.model
    def _get_report_values(self, docids, data=None):
        ids = docids or self.env.context.get("default_picking_ids") or []
        pickings = self.env["stock.picking"].browse(ids).exists()
        sources, records = defaultdict(list), {}
        rest = self._get_incoming(pickings)
        for move in self._get_waiting(pickings):
            given = move.move_orig_ids & rest["moves"]
            quantity = move.product_qty if given else min(
                move.product_qty - self._get_held(move), rest["free"][move.product_id])
            if quantity <= 0:
                continue
            if not given:
                rest["free"][move.product_id] -= quantity
            source = move.picking_id or move
            key = f"{source._name},{source.id}"
            records[key] = source
            sources[key].append((move, quantity, given, rest["moves"]))
        return {
            "data": data, "doc_ids": ids, "doc_model": "stock.picking", "docs": pickings,
            "sources": dict(sources), "source_records": records,
            "precision": self.env["decimal.precision"].precision_get("Product Unit"),
            "reason": False if pickings else _("No transfers selected."),
        }

    def _get_incoming(self, pickings):
        """Return the moves that bring goods, and what of them nothing waits for yet."""
        moves = pickings.move_ids.filtered(
            lambda move: move.product_id.is_storable and move.state != "cancel")
        free = defaultdict(float)
        for move in moves:
            held = sum(self._get_held(after) or after.product_qty
                       for after in move.move_dest_ids if after.state != "cancel")
            brought = move.product_uom._compute_quantity(
                move.quantity or move.product_uom_qty, move.product_id.uom_id)
            free[move.product_id] += max(0.0, brought - held)
        return {"moves": moves, "free": free}

    def _get_held(self, move):
        return move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id)

    def _get_waiting(self, pickings):
        moves = self.env["stock.move"]
        for picking in pickings:
            moves |= picking._get_moves_to_allocate()
        return moves

    def _show_line(self, move, quantity, given, ins):
        sources = given or ins.filtered(lambda own: own.product_id == move.product_id)
        return {
            "source": str([move.picking_id.display_name or move.reference]),
            "product": {"id": move.product_id.id,
                        "display_name": move.product_id.display_name},
            "uom": move.product_id.uom_id.display_name, "quantity": quantity,
            "is_qty_assignable": any(own.state != "draft" for own in sources),
            "is_assigned": bool(given), "move_out_id": move.id, "move_ins": sources.ids,
        }

    def action_assign(self, move_ids, qtys, in_ids):
        """Give moves that wait so much of what moves bring; the rest waits on."""
        moves = self.env["stock.move"]
        for move_id, quantity, ids in zip(move_ids, qtys, in_ids, strict=True):
            move, sources = moves.browse(move_id), moves.browse(ids)
            if not sources:
                raise UserError(_("There is nothing that brings the goods."))
            unit = move.product_id.uom_id
            if unit.compare(quantity, move.product_qty) < 0:
                rest = moves.create(move._split(unit._compute_quantity(
                    move.product_qty - quantity, move.product_uom)))
                rest.write({"state": "confirmed"})
            move.write({"procure_method": "make_to_order",
                        "move_orig_ids": [(4, source.id) for source in sources]})
            move.reference_ids |= sources.reference_ids
            move._recompute_state()
            if all(source.state == "done" for source in sources):
                move._action_assign()
        return True

    def action_unassign(self, move_id, qty, in_ids):
        """Take from a move what it was given; it takes from stock again."""
        move = self.env["stock.move"].browse(move_id)
        if move.state == "done":
            raise UserError(_("What was delivered can't be taken back."))
        move.write({"move_orig_ids": [(3, id_) for id_ in in_ids]})
        if not move.move_orig_ids:
            move.procure_method = "make_to_stock"
            move._do_unreserve()
        move._recompute_state()
        return True
