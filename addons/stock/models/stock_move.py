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
    product_qty = fields.Float(
        compute="_compute_product_qty", inverse="_set_product_qty", store=True, copy=False)
    quantity = fields.Float(
        compute="_compute_quantity", inverse="_set_quantity", store=True,
        digits="Product Unit", copy=False)
    picked = fields.Boolean(
        compute="_compute_picked", inverse="_inverse_picked", store=True, readonly=False,
        default=False, copy=False)
    additional = fields.Boolean(default=False)
    propagate_cancel = fields.Boolean(default=True)
    location_id = fields.Many2one("stock.location", required=True, copy=True)
    location_dest_id = fields.Many2one("stock.location", required=True, copy=True)
    picking_type_id = fields.Many2one("stock.picking.type", copy=True)
    partner_id = fields.Many2one("res.partner", copy=True)
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

    def _set_product_qty(self):
        raise UserError(_(
            "The requested operation cannot be processed because of a programming error "
            "setting the `product_qty` field instead of the `product_uom_qty`."))

    @api.depends("move_line_ids.quantity", "move_line_ids.product_uom_id")
    def _compute_quantity(self):
        for move in self:
            move.quantity = sum(
                line.product_uom_id._compute_quantity(
                    line.quantity, move.product_uom, round=False)
                for line in move.move_line_ids)

    def _set_quantity(self):
        for move in self:
            known = move._sum_lines()
            if move.product_uom.compare(move.quantity, known) > 0:
                move._add_to_lines(move.quantity - known)
            elif move.product_uom.compare(move.quantity, known) < 0:
                move._take_from_lines(known - move.quantity)

    def _sum_lines(self):
        return sum(line.product_uom_id._compute_quantity(
            line.quantity, self.product_uom, round=False) for line in self.move_line_ids)

    def _add_to_lines(self, more):
        lines = self.move_line_ids
        if self.product_id.tracking == "serial":
            self.env["stock.move.line"].create([
                {"move_id": self.id, "quantity": 1.0,
                 "product_uom_id": self.product_id.uom_id.id}
                for _one in range(int(self.product_uom._compute_quantity(
                    more, self.product_id.uom_id)))])
        elif len(lines) == 1:
            lines.quantity += self.product_uom._compute_quantity(
                more, lines.product_uom_id, round=False)
        else:
            self.env["stock.move.line"].create({
                "move_id": self.id, "quantity": more,
                "product_uom_id": self.product_uom.id})

    def _take_from_lines(self, less):
        gone = self.env["stock.move.line"]
        for line in self.move_line_ids.sorted("id", reverse=True):
            if self.product_uom.compare(less, 0) <= 0:
                break
            held = line.product_uom_id._compute_quantity(
                line.quantity, self.product_uom, round=False)
            if self.product_uom.compare(held, less) <= 0 and self.state != "done":
                gone |= line
                less -= held
                continue
            part = min(held, less)
            line.quantity -= self.product_uom._compute_quantity(
                part, line.product_uom_id, round=False)
            less -= part
        gone.unlink()

    @api.depends("move_line_ids.picked", "state")
    def _compute_picked(self):
        for move in self:
            lines = move.move_line_ids
            move.picked = move.state == "done" or any(lines.mapped("picked")) \
                if lines or move.state == "done" else move.picked

    def _inverse_picked(self):
        for move in self:
            move.move_line_ids.filtered(
                lambda line, move=move: line.picked != move.picked).picked = move.picked

    @api.depends("picking_id.name", "inventory_name", "scrap_id.name")
    def _compute_reference(self):
        for move in self:
            move.reference = move.scrap_id.name or move.picking_id.name or \
                move.inventory_name or move.product_id.display_name

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
            if quantity is not None and not move.move_line_ids:
                move.quantity = quantity
        return moves

    def write(self, vals):
        """Change moves; the unit of what is done stays."""
        if "product_uom" in vals and any(
                move.state == "done" and move.product_uom.id != vals["product_uom"]
                for move in self):
            raise UserError(_(
                "You cannot change the UoM for a stock move that has been set to 'Done'."))
        result = super().write(vals)
        if "product_uom_qty" in vals:
            self._follow_demand()
        if "location_dest_id" in vals:
            self._follow_target()
        return result

    def _follow_target(self):
        """Have the lines go where the moves do."""
        for line in self.move_line_ids.filtered(
                lambda line: line.state not in ("done", "cancel")):
            target = line.move_id.location_dest_id
            if not line.location_dest_id._is_within(target):
                line.location_dest_id = target._get_putaway_strategy(
                    line.product_id, line.quantity, line.result_package_id)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft_or_cancel(self):
        if any(move.state not in ("draft", "cancel") and (
                move.move_orig_ids or move.move_dest_ids) for move in self):
            raise UserError(_("You can not delete moves linked to another operation"))

    def unlink(self):
        """Delete moves and their lines, which free what they reserve."""
        self.move_line_ids.unlink()
        return super().unlink()
