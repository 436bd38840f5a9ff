"""What of a move is taken from where."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

# what of a line decides which goods it takes, and where they go
GOODS = ("quantity", "lot_id", "location_id", "location_dest_id", "package_id",
         "result_package_id", "owner_id", "product_uom_id")


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    date = fields.Datetime(default=fields.Datetime.now)
    quantity = fields.Float(digits="Product Unit")
    quant_id = fields.Many2one("stock.quant", store=False)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        required=False)
    company_id = fields.Many2one(required=False)
    picked = fields.Boolean(
        compute="_compute_picked", store=True, readonly=False, copy=False)
    quantity_product_uom = fields.Float(compute="_compute_quantity", store=True)
    location_id = fields.Many2one("stock.location", required=False)
    location_dest_id = fields.Many2one("stock.location", required=False)

    @api.depends("product_id", "move_id.product_uom")
    def _compute_product_uom_id(self):
        for line in self:
            line.product_uom_id = line.product_uom_id or line.move_id.product_uom or \
                line.product_id.uom_id

    @api.depends("state")
    def _compute_picked(self):
        for line in self:
            line.picked = line.picked or line.state == "done"

    @api.depends("quantity", "product_uom_id")
    def _compute_quantity(self):
        for line in self:
            line.quantity_product_uom = line.product_uom_id._compute_quantity(
                line.quantity, line.product_id.uom_id, rounding_method="HALF-UP")

    @api.constrains("lot_id", "product_id")
    def _check_lot_product(self):
        for line in self:
            if line.lot_id and line.product_id != line.lot_id.sudo().product_id:
                raise ValidationError(_(
                    "This lot %(lot_name)s is incompatible with this product "
                    "%(product_name)s", lot_name=line.lot_id.name,
                    product_name=line.product_id.display_name))

    @api.constrains("quantity")
    def _check_positive_quantity(self):
        if any(line.quantity < 0 for line in self):
            raise ValidationError(_("You can not enter negative quantities."))

    @api.onchange("quantity", "product_uom_id")
    def _onchange_quantity(self):
        """Refuse more than one of a serial number."""
        if self.quantity and self.product_id.tracking == "serial" and \
                self.product_id.uom_id.compare(self.quantity_product_uom, 1.0) != 0:
            raise UserError(_(
                "You can only process 1.0 %s of products with unique serial number.",
                self.product_id.uom_id.name))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make lines that know of product and places what their move does."""
        for vals in vals_list:
            self._take_from_quant(vals)
            move = self.env["stock.move"].browse(vals.get("move_id") or ())
            if not move and vals.get("picking_id"):
                move = self._find_move(vals)
                vals["move_id"] = move.id
            if move:
                self._take_from_move(vals, move)
        lines = super().create(vals_list)
        lines.filtered(lambda line: line._holds())._reserve_goods(1)
        done = lines.filtered(lambda line: line.state == "done")
        done._note_lots()
        done._move_goods()
        lines.move_id._recompute_state()
        return lines

    def _take_from_quant(self, vals):
        """Have values take what the quant, that they may name, says."""
        quant = self.env["stock.quant"].browse(vals.get("quant_id") or ())
        for name in ("product_id", "lot_id", "package_id", "location_id", "owner_id"):
            if quant:
                vals[name] = quant[name].id

    def _find_move(self, vals):
        """Return the move of a transfer that a line belongs to, a new one without any."""
        picking = self.env["stock.picking"].browse(vals["picking_id"])
        product = self.env["product.product"].browse(vals.get("product_id") or ())
        move = picking.move_ids.filtered(
            lambda move: move.product_id == product and move.state != "cancel")[:1]
        if move or not product:
            return move
        draft = picking.state == "draft"
        return move.create({
            "picking_id": picking.id, "product_id": product.id, "additional": True,
            "product_uom": vals.get("product_uom_id") or product.uom_id.id,
            "product_uom_qty": vals.get("quantity", 0.0) if draft else 0.0,
            "location_id": vals.get("location_id") or picking.location_id.id,
            "location_dest_id": vals.get("location_dest_id")
            or picking.location_dest_id.id,
            **({} if draft else {
                "state": "done" if picking.state == "done" else "confirmed"})})

    def _take_from_move(self, vals, move):
        for name in ("product_id", "location_id", "company_id", "picking_id"):
            if not vals.get(name):
                vals[name] = move[name].id
        vals.setdefault("picked", move.picked)
        if not vals.get("location_dest_id"):
            package = self.env["stock.package"].browse(vals.get("result_package_id") or ())
            vals["location_dest_id"] = move.location_dest_id._get_putaway_strategy(
                move.product_id, vals.get("quantity", 0.0), package).id

    def write(self, vals):
        """Change lines; what they reserve, or have moved, goes with them."""
        if vals.get("product_id") and not vals.get("quant_id") and any(
                line.state not in (False, "draft") and line.product_id.id !=
                vals["product_id"] for line in self):
            raise UserError(_("Changing the product is only allowed in 'Draft' state."))
        if vals.get("quant_id"):
            vals = dict(vals)
            self._take_from_quant(vals)
        touched = bool(set(GOODS) & set(vals))
        holding = self.filtered(lambda line: touched and line._holds())
        moved = self.filtered(lambda line: touched and line.state == "done")
        holding._reserve_goods(-1)
        moved._move_goods(-1)
        result = super().write(vals)
        holding._reserve_goods(1)
        moved._move_goods()
        if "quantity" in vals or "product_uom_id" in vals:
            self.move_id._recompute_state()
        return result

    def unlink(self):
        """Delete lines; what they reserve is free."""
        if any(line.state == "done" for line in self):
            raise UserError(_(
                "You can not delete product moves if the picking is done. You can only "
                "correct the done quantities."))
        moves = self.move_id
        self.filtered(lambda line: line._holds())._reserve_goods(-1)
        result = super().unlink()
        moves.exists()._recompute_state()
        return result

    # ---- goods
    def _holds(self):
        """Tell whether the line keeps goods reserved."""
        return self.state not in (False, "draft", "done", "cancel") \
            and self.product_id.is_storable \
            and not self.location_id.should_bypass_reservation()

    def _get_quants(self):
        """Return the quants that the line takes from."""
        self.ensure_one()
        quants = self.env["stock.quant"]._gather(
            self.product_id, self.location_id, self.lot_id.id)
        return quants.filtered(
            lambda quant: quant.package_id == self.package_id
            and quant.owner_id == self.owner_id)

    def _note_lots(self):
        """Give lines of tracked products their lots; UserError for those without."""
        lots, missing = self.env["stock.lot"], self.browse()
        for line in self.filtered(lambda line: line.product_id.tracking != "none"):
            kind = line.move_id.picking_type_id
            if line.lot_name and not line.lot_id:
                line.lot_id = lots.search([
                    ("name", "=", line.lot_name), ("product_id", "=", line.product_id.id),
                    ("company_id", "in", (False, line.company_id.id)),
                ], limit=1) or lots.create({
                    "name": line.lot_name, "product_id": line.product_id.id})
            free = kind and not kind.use_create_lots and not kind.use_existing_lots
            if not line.lot_id and not free and not line.move_id.is_inventory:
                missing |= line
        if missing:
            raise UserError(_(
                "You need to supply a Lot/Serial Number for product:\n%(products)s",
                products="\n".join(missing.product_id.mapped("display_name"))))
