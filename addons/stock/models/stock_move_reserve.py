"""Moves that are asked for and reserved: what they take, and the state that follows."""
from collections import defaultdict

from odoo import _, fields, models
from odoo.exceptions import UserError

RESERVABLE = ("confirmed", "waiting", "partially_available")


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_confirm(self, merge=True):
        """Ask for the goods; moves alike in a transfer become one."""
        drafts = self.filtered(lambda move: move.state == "draft")
        to_order = drafts.filtered(
            lambda move: move.procure_method == "make_to_order" and not move.move_orig_ids
            and move.product_uom_qty > 0)
        waiting = to_order | drafts.filtered(lambda move: any(
            origin.state not in ("done", "cancel") for origin in move.move_orig_ids))
        waiting.write({"state": "waiting"})
        (drafts - waiting).write({"state": "confirmed"})
        # what lines of drafts have asked for is reserved from now on
        drafts.move_line_ids.filtered(lambda line: line._holds())._reserve_goods(1)
        loose = drafts.filtered(
            lambda move: not move.picking_id and move.picking_type_id)
        less = loose.filtered(lambda move: move.product_uom_qty < 0)
        (loose - less)._assign_picking()
        less._find_picking()
        to_order._call_for_goods()
        moves = drafts
        if merge:
            merged = (drafts & loose).filtered("picking_id")._merge_moves()
            moves = (drafts - loose).exists() | merged
        turned = less.exists().filtered(lambda move: move.state != "cancel")
        turned._turn_around()
        turned._assign_picking()
        kinds = (moves | turned).exists().filtered(lambda move: move._reserves_at_once())
        kinds._action_assign()
        return self

    def _reserves_at_once(self):
        """Tell whether the move takes what is there as soon as it is asked for."""
        method = self.picking_type_id.reservation_method
        if self.location_id.should_bypass_reservation() or not method:
            return True
        if method == "by_date":
            return bool(self.reservation_date) and \
                self.reservation_date <= fields.Date.context_today(self)
        return method == "at_confirm"

    def _find_picking(self):
        """Put moves that take something back beside those that they take it from."""
        for move in self:
            other = self.search([
                ("state", "not in", ("draft", "done", "cancel")), ("id", "!=", move.id),
                ("product_id", "=", move.product_id.id),
                ("picking_type_id", "=", move.picking_type_id.id),
                ("reference_ids", "in", move.reference_ids.ids),
            ], limit=1)
            move.picking_id = other.picking_id

    def _is_tracked(self):
        """Tell whether there are quants of the product."""
        return self.product_id.is_storable

    def _recompute_state(self):
        """Give moves the state that follows from what they have."""
        changed = defaultdict(self.browse)
        for move in self.filtered(
                lambda move: move.state not in ("draft", "done", "cancel")):
            unit, demand = move.product_uom, move.product_uom_qty
            if unit.compare(move.quantity, demand) >= 0:
                state = "assigned"
            elif unit.compare(move.quantity, 0) > 0:
                state = "partially_available"
            elif move._waits():
                state = "waiting"
            else:
                state = "confirmed"
            if move.state != state:
                changed[state] |= move
        for state, moves in changed.items():
            moves.write({"state": state})

    def _waits(self):
        """Tell whether the move waits for others, that bring it what it takes."""
        origins = self.move_orig_ids
        if any(move.state not in ("done", "cancel") for move in origins):
            return True
        return self.procure_method == "make_to_order" and not origins

    def _action_assign(self):
        """Reserve what is there."""
        todo = self.filtered(lambda move: move.state in RESERVABLE and move._can_take())
        quants, taken, values = {}, defaultdict(float), []
        for move in todo:
            missing = move.product_uom.round(move.product_uom_qty - move.quantity)
            if missing <= 0:
                continue
            place = move.location_id
            if place.should_bypass_reservation() or not move._is_tracked():
                values += move._plan_unseen(missing)
                continue
            if place not in quants:
                quants[place] = self.env["stock.quant"]._gather_all(
                    todo.filtered(lambda own, p=place: own.location_id == p).product_id,
                    place)
            values += move._plan_goods(quants[place][move.product_id], missing, taken)
        self._add_lines(values)
        todo._recompute_state()

    def _can_take(self):
        """Tell whether what the move takes is there, or may be."""
        origins = self.move_orig_ids
        if not origins:
            return self.procure_method != "make_to_order"
        states = set(origins.mapped("state"))
        return "done" in states or states <= {"cancel"}

    def _plan_unseen(self, missing):
        """Return the values of lines of goods that nobody counts, one a serial number."""
        kind, one = self.picking_type_id, self.product_id.uom_id
        common = {"move_id": self.id, "location_id": self.location_id.id,
                  "lot_id": False, "package_id": False, "owner_id": False}
        if self.product_id.tracking == "serial" and (
                kind.use_create_lots or kind.use_existing_lots):
            count = int(self.product_uom._compute_quantity(missing, one))
            return [{**common, "quantity": 1.0, "product_uom_id": one.id}
                    for _i in range(count)]
        return [{**common, "quantity": missing, "product_uom_id": self.product_uom.id}]

    def _action_assign_again(self):
        """Reserve for a demand that has grown."""
        self.filtered(lambda move: move.state == "assigned").write(
            {"state": "confirmed"})
        self._action_assign()
        self._recompute_state()

    def _plan_goods(self, quants, missing, taken):
        """Return the values of lines that take what is free; `taken` says what is not."""
        unit, own = self.product_uom, self.product_id.uom_id
        if self.restrict_partner_id:
            quants = quants.filtered(
                lambda quant: quant.owner_id == self.restrict_partner_id)
        values = []
        for quant, part in self._choose_goods(
                quants, unit._compute_quantity(missing, own), taken):
            taken[quant] += part
            parts = [part] if self.product_id.tracking != "serial" else \
                [1.0] * int(part)
            values += [{
                "move_id": self.id, "location_id": quant.location_id.id,
                "lot_id": quant.lot_id.id, "product_uom_id": unit.id,
                "package_id": quant.package_id.id, "owner_id": quant.owner_id.id,
                "quantity": own._compute_quantity(one, unit),
            } for one in parts]
        return values

    def _choose_goods(self, quants, quantity, taken):
        """Return [(quant, part)] of what to take: of a chain, what the others brought."""
        done = self.move_orig_ids.filtered(lambda move: move.state == "done")
        if not done:
            return quants._choose(quantity, taken)
        brought = defaultdict(float)
        for line in done.move_line_ids:
            brought[line.location_dest_id, line.lot_id, line.result_package_id,
                    line.owner_id] += line.quantity_product_uom
        for line in done.move_dest_ids.move_line_ids:
            brought[line.location_id, line.lot_id, line.package_id,
                    line.owner_id] -= line.quantity_product_uom
        chosen = []
        for quant in quants:
            part = min(quantity, quant.available_quantity - taken[quant], brought[
                quant.location_id, quant.lot_id, quant.package_id, quant.owner_id])
            if part > 0:
                chosen.append((quant, part))
                quantity -= part
        return chosen

    def _add_lines(self, values):
        """Make lines; one of the same goods that is there takes more instead."""
        names = ("location_id", "lot_id", "package_id", "owner_id", "product_uom_id")
        moves = self.browse(dict.fromkeys(vals["move_id"] for vals in values))
        known = {(line.move_id.id, *(line[name].id for name in names)): line
                 for line in moves.move_line_ids if not line.picked
                 and not line.result_package_id
                 and line.product_id.tracking != "serial"}
        new = []
        for vals in values:
            line = known.get((vals["move_id"], *(vals[name] for name in names)))
            if line:
                line.quantity += vals["quantity"]
            else:
                new.append(vals)
        self.env["stock.move.line"].create(new)

    def _do_unreserve(self):
        """Free what is reserved, but for what is picked."""
        if any(move.state == "done" and not move.scrap_id for move in self):
            raise UserError(_(
                "You cannot unreserve a stock move that has been set to 'Done'."))
        moves = self.filtered(lambda move: move.state not in ("done", "cancel"))
        moves.move_line_ids.filtered(lambda line: not line.picked).unlink()
        moves._recompute_state()

    def _follow_demand(self):
        """Have lines and state follow a demand that was changed."""
        moves = self.filtered(
            lambda move: move.state not in ("draft", "done", "cancel"))
        moves.filtered(lambda move: move.product_uom.compare(
            move.quantity, move.product_uom_qty) > 0)._do_unreserve()
        moves._recompute_state()
        moves.filtered(lambda move: move.location_id.usage == "supplier")._action_assign()

    def _trigger_assign(self):
        """Reserve for moves that wait for what these have brought."""
        if not self or self.env["ir.config_parameter"].sudo().get_param(
                "stock.picking_no_auto_reserve"):
            return
        waiting = self.search([
            ("state", "in", ("confirmed", "partially_available")),
            ("procure_method", "=", "make_to_stock"),
            ("product_id", "in", self.product_id.ids),
            ("location_id", "in", self.location_dest_id.ids),
            "|", ("picking_type_id.reservation_method", "=", "at_confirm"),
            ("reservation_date", "<=", fields.Date.context_today(self)),
        ], order="priority desc, date asc, id asc")
        brought = {(move.product_id, move.location_dest_id) for move in self}
        waiting.filtered(lambda move: (
            move.product_id, move.location_id) in brought)._action_assign()
