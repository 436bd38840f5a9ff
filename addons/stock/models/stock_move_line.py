"""What of a move is taken from where."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    date = fields.Datetime(default=fields.Datetime.now)
    quantity = fields.Float(digits="Product Unit")
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        required=False)
    company_id = fields.Many2one(required=False)
    picked = fields.Boolean(compute="_compute_picked", store=True, readonly=False)
    quantity_product_uom = fields.Float(compute="_compute_quantity", store=True)
    location_id = fields.Many2one("stock.location", required=False)
    location_dest_id = fields.Many2one("stock.location", required=False)

    @api.depends("product_id", "move_id.product_uom")
    def _compute_product_uom_id(self):
        for line in self:
            line.product_uom_id = line.product_uom_id or line.move_id.product_uom or \
                line.product_id.uom_id

    @api.depends("move_id.picked")
    def _compute_picked(self):
        for line in self:
            line.picked = line.move_id.picked

    @api.depends("quantity", "product_uom_id")
    def _compute_quantity(self):
        for line in self:
            line.quantity_product_uom = line.product_uom_id._compute_quantity(
                line.quantity, line.product_id.uom_id, rounding_method="HALF-UP")

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines that know of product and places what their move does."""
        for vals in vals_list:
            move = self.env["stock.move"].browse(vals.get("move_id") or ())
            picking = self.env["stock.picking"].browse(vals.get("picking_id") or ())
            if not move and picking:
                move = picking.move_ids.filtered(
                    lambda m, vals=vals: m.product_id.id == vals.get("product_id"))[:1]
                vals["move_id"] = move.id
            if move:
                for name in ("product_id", "location_id", "company_id", "picking_id"):
                    vals.setdefault(name, move[name].id)
                if "location_dest_id" not in vals:
                    vals["location_dest_id"] = move.location_dest_id._get_putaway_strategy(
                        move.product_id, vals.get("quantity", 0.0), self.env[
                            "stock.package"].browse(vals.get("result_package_id") or ())).id
        return super().create(vals_list)

    def _get_quants(self):
        """Return the quants that the line takes from."""
        self.ensure_one()
        quants = self.env["stock.quant"]._gather(
            self.product_id, self.location_id, self.lot_id.id)
        return quants.filtered(
            lambda quant: quant.package_id == self.package_id
            and quant.owner_id == self.owner_id)

    def _note_lot(self):
        """Give a line of a tracked product its lot; UserError without one."""
        self.ensure_one()
        product, kind = self.product_id, self.move_id.picking_type_id
        if product.tracking == "none":
            return
        if product.tracking == "serial" and self.product_uom_id.compare(
                self.quantity_product_uom, 1.0) > 0 and (self.lot_id or self.lot_name):
            raise UserError(_(
                "You can only process 1.0 %s of products with unique serial number.",
                product.uom_id.name))
        if self.lot_name and not self.lot_id:
            lots = self.env["stock.lot"]
            self.lot_id = lots.search([
                ("name", "=", self.lot_name), ("product_id", "=", product.id),
                ("company_id", "in", (False, self.company_id.id))], limit=1) or lots.create({
                    "name": self.lot_name, "product_id": product.id})
        free = kind and not kind.use_create_lots and not kind.use_existing_lots
        if not self.lot_id and not free and not self.move_id.is_inventory:
            raise UserError(_(
                "You need to supply a Lot/Serial Number for product:\n%(products)s",
                products=product.display_name))

    def write(self, vals):
        """Change lines; what they reserve goes with them."""
        held = {"quantity", "lot_id", "location_id", "package_id", "owner_id",
                "product_uom_id"} & set(vals)
        lines = self.filtered(lambda line: held and line._holds())
        for line in lines:
            line._get_quants()._reserve(-line.quantity_product_uom)
        result = super().write(vals)
        for line in lines:
            line._get_quants()._reserve(line.quantity_product_uom)
        return result

    def _holds(self):
        """Tell whether the line keeps goods reserved."""
        return self.state not in (False, "draft", "done", "cancel") \
            and self.product_id.is_storable \
            and not self.location_id.should_bypass_reservation()

    def unlink(self):
        """Delete lines; what they reserve is free, unless the caller has freed it."""
        if any(line.state == "done" for line in self):
            raise UserError(_(
                "You can not delete product moves if the picking is done. You can only "
                "correct the done quantities."))
        if not self.env.context.get("freed"):
            for line in self.filtered(lambda line: line._holds()):
                line._get_quants()._reserve(-line.quantity_product_uom)
        return super().unlink()
