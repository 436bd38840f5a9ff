"""Moves of goods: asked for, reserved, done."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockMove(models.Model):
    _inherit = "stock.move"
    _rec_name = "reference"

    state = fields.Selection(default="draft")
    sequence = fields.Integer(default=10)
    priority = fields.Selection(default="0")
    company_id = fields.Many2one(default=lambda self: self.env.company)
    date = fields.Datetime(default=fields.Datetime.now)
    procure_method = fields.Selection(default="make_to_stock")
    product_uom_qty = fields.Float(default=0, digits="Product Unit")
    product_uom = fields.Many2one(
        "uom.uom", compute="_compute_product_uom", store=True, readonly=False,
        required=True, precompute=True)
    product_qty = fields.Float(compute="_compute_product_qty", store=True)
    quantity = fields.Float(
        compute="_compute_quantity", inverse="_set_quantity", store=True,
        digits="Product Unit")
    picked = fields.Boolean(default=False, copy=False)
    additional = fields.Boolean(default=False)
    propagate_cancel = fields.Boolean(default=True)
    location_id = fields.Many2one("stock.location", required=True)
    location_dest_id = fields.Many2one("stock.location", required=True)
    picking_type_id = fields.Many2one("stock.picking.type")
    partner_id = fields.Many2one("res.partner")
    reference = fields.Char(compute="_compute_reference", store=True)

    @api.depends("product_id")
    def _compute_product_uom(self):
        for move in self:
            move.product_uom = move.product_uom or move.product_id.uom_id

    @api.depends("product_id", "product_uom", "product_uom_qty")
    def _compute_product_qty(self):
        for move in self:
            move.product_qty = move.product_uom._compute_quantity(
                move.product_uom_qty, move.product_id.uom_id, rounding_method="HALF-UP")

    @api.depends("move_line_ids.quantity", "move_line_ids.product_uom_id")
    def _compute_quantity(self):
        for move in self:
            move.quantity = sum(
                line.product_uom_id._compute_quantity(line.quantity, move.product_uom)
                for line in move.move_line_ids)

    def _set_quantity(self):
        for move in self:
            wanted, lines = move.quantity, move.move_line_ids
            known = sum(lines.mapped("quantity"))
            if wanted == known:
                continue
            if not lines:
                self.env["stock.move.line"].create({
                    "move_id": move.id, "quantity": wanted,
                    "product_uom_id": move.product_uom.id})
            elif len(lines) == 1:
                lines.quantity = wanted
            else:
                rest = wanted
                for line in lines[:-1]:
                    line.quantity = min(line.quantity, rest)
                    rest -= line.quantity
                lines[-1].quantity = rest

    @api.depends("picking_id.name", "inventory_name", "scrap_id")
    def _compute_reference(self):
        for move in self:
            move.reference = move.picking_id.name or move.inventory_name or \
                move.product_id.display_name

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make moves; those of a transfer go its way."""
        for vals in vals_list:
            picking = self.env["stock.picking"].browse(vals.get("picking_id") or ())
            if picking:
                for name in ("location_id", "location_dest_id", "picking_type_id",
                             "company_id", "partner_id"):
                    if not vals.get(name):
                        vals[name] = picking[name].id
                vals.setdefault("date", picking.scheduled_date)
                vals.setdefault("origin", picking.origin)
                if picking.state == "done" and vals.get("state") != "done":
                    vals.setdefault("additional", True)
        quantities = [vals.pop("quantity", None) for vals in vals_list]
        moves = super().create(vals_list)
        for move, quantity in zip(moves, quantities, strict=True):
            if quantity is not None:
                move.quantity = quantity
        return moves

    def write(self, vals):
        """Change moves; the unit of what is done stays."""
        if "product_uom" in vals and any(
                move.state == "done" and move.product_uom.id != vals["product_uom"]
                for move in self):
            raise UserError(_(
                "You cannot change the UoM for a stock move that has been set to 'Done'."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft_or_cancel(self):
        if any(move.state not in ("draft", "cancel") and (
                move.move_orig_ids or move.move_dest_ids) for move in self):
            raise UserError(_("You can not delete moves linked to another operation"))

    def unlink(self):
        """Delete moves and their lines, which free what they reserve."""
        self.move_line_ids.unlink()
        return super().unlink()

    # ---- states
    def _action_confirm(self, merge=True):
        """Ask for the goods; moves alike in a transfer become one."""
        drafts = self.filtered(lambda move: move.state == "draft")
        to_order = drafts.filtered(
            lambda move: move.procure_method == "make_to_order" and not move.move_orig_ids
            and move.product_uom_qty > 0)
        for move in drafts:
            waits = move in to_order or move.move_orig_ids.filtered(
                lambda origin: origin.state not in ("done", "cancel"))
            move.state = "waiting" if waits else "confirmed"
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
        kinds = (moves | turned).exists().filtered(
            lambda m: m.picking_type_id.reservation_method != "manual"
            or m.location_id.should_bypass_reservation())
        kinds._action_assign()
        return self

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

    def _action_assign(self):
        """Reserve what is there."""
        for move in self.filtered(lambda m: m.state in (
                "confirmed", "waiting", "partially_available")):
            if move.move_orig_ids.filtered(
                    lambda o: o.state not in ("done", "cancel")) and not \
                    move.move_orig_ids.filtered(lambda o: o.state == "done"):
                continue
            if move.procure_method == "make_to_order" and not move.move_orig_ids:
                continue
            missing = move.product_uom_qty - move.quantity
            if missing <= 0:
                move.state = "assigned"
            elif move.location_id.should_bypass_reservation() or not move._is_tracked():
                move.quantity = move.product_uom_qty
                move.state = "assigned"
            else:
                move._reserve(missing)

    def _action_assign_again(self):
        """Reserve for a demand that has grown."""
        self.filtered(lambda move: move.state == "assigned").write(
            {"state": "confirmed"})
        self._action_assign()

    def _reserve(self, missing):
        unit, own = self.product_uom, self.product_id.uom_id
        quants = self.env["stock.quant"]._gather(self.product_id, self.location_id)
        for quant, part in quants._reserve(unit._compute_quantity(missing, own)):
            parts = [part] if self.product_id.tracking != "serial" else \
                [1.0] * int(part)
            self.env["stock.move.line"].create([{
                "move_id": self.id, "location_id": quant.location_id.id,
                "lot_id": quant.lot_id.id, "product_uom_id": unit.id,
                "package_id": quant.package_id.id, "owner_id": quant.owner_id.id,
                "quantity": own._compute_quantity(one, unit),
            } for one in parts])
        if self.product_uom.compare(self.quantity, self.product_uom_qty) >= 0:
            self.state = "assigned"
        elif self.quantity:
            self.state = "partially_available"

    def _do_unreserve(self):
        """Free what is reserved."""
        for move in self.filtered(lambda m: m.state not in ("done", "cancel")):
            move._free()
            move.move_line_ids.with_context(freed=True).unlink()
            if move.state in ("assigned", "partially_available"):
                move.state = "confirmed"

    def _free(self):
        if self._is_tracked() and not self.location_id.should_bypass_reservation():
            for line in self.move_line_ids:
                line._get_quants()._reserve(-line.quantity_product_uom)

    def _action_cancel(self):
        """Give the goods up."""
        if any(move.state == "done" for move in self):
            raise UserError(_(
                "You cannot cancel a stock move that has been set to 'Done'. Create a "
                "return in order to reverse the moves which took place."))
        live = self.filtered(lambda move: move.state != "cancel")
        live._do_unreserve()
        live.write({"state": "cancel"})
        live._cancel_chain()
        return True

    def _split(self, quantity):
        """Return the values of a move for a part that is not done now."""
        [values] = self.copy_data({
            "product_uom_qty": quantity, "procure_method": self.procure_method,
            "move_line_ids": [], "origin_returned_move_id":
            self.origin_returned_move_id.id})
        self.product_uom_qty -= quantity
        return values

    def _action_done(self, cancel_backorder=False):
        """Move the goods; what is missing becomes a move of its own."""
        quants = self.env["stock.quant"]
        rest = self.browse()
        for move in self.filtered(lambda m: m.state not in ("done", "cancel")):
            if move.state == "draft":
                move._action_confirm()
            missing = move.product_uom.round(move.product_uom_qty - move.quantity)
            if not move.quantity:
                if cancel_backorder or move.is_inventory:
                    move._action_cancel()
                continue
            if missing > 0 and not cancel_backorder:
                rest |= self.create(move._split(missing))
            for line in move.move_line_ids:
                move._move_line(line, quants)
            move.write({"state": "done", "date": fields.Datetime.now(), "picked": True})
        rest.write({"state": "confirmed"})
        done = self.filtered(lambda move: move.state == "done")
        following = done.move_dest_ids.filtered(
            lambda move: move.state in ("waiting", "confirmed", "partially_available"))
        following.filtered(lambda move: move.state == "waiting").write(
            {"state": "confirmed"})
        following._action_assign()
        done._push_apply()
        return done

    def _move_line(self, line, quants):
        line._note_lot()
        if not self._is_tracked():
            return
        amount = line.quantity_product_uom
        if not line.location_id.should_bypass_reservation():
            line._get_quants()._reserve(-amount)
        common = {"lot_id": line.lot_id.id, "owner_id": line.owner_id.id}
        quants._update_available_quantity(
            line.product_id, line.location_id, -amount, package_id=line.package_id.id,
            **common)
        package = line.result_package_id
        quants._update_available_quantity(
            line.product_id, line.location_dest_id, amount, package_id=package.id, **common)
