"""What of a move is taken from where."""
from odoo import api, fields, models


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
                for name in ("product_id", "location_id", "location_dest_id",
                             "company_id", "picking_id"):
                    vals.setdefault(name, move[name].id)
        return super().create(vals_list)
