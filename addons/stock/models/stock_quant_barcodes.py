"""Codes that name goods as GS1 does: product, number or quantity, in long strings."""
from odoo import api, fields, models

# application identifiers of GS1
PRODUCT, LOT, SERIAL, COUNT = "01", "10", "21", "30"
LONGEST = 400
SEPARATOR = "\x1d"


class StockQuant(models.Model):
    _inherit = "stock.quant"

    def get_aggregate_barcodes(self):
        """Return the codes of the quants, as few strings as their length allows."""
        config = self.env["ir.config_parameter"].sudo()
        longest = int(config.get_param("stock.agg_barcode_max_length", LONGEST))
        separator = config.get_param("stock.barcode_separator") or SEPARATOR
        found, current = [], ""
        for code in filter(None, (quant._get_gs1_code() for quant in self)):
            if current and len(current) + len(separator) + len(code) > longest:
                found.append(current)
                current = ""
            current = f"{current}{separator}{code}" if current else code
        return [*found, current] if current else found

    def _get_gs1_code(self):
        """Return the code of a quant; empty for products without a code of GS1."""
        self.ensure_one()
        product = self.product_id
        if not product.valid_ean:
            return ""
        code = PRODUCT + product.barcode.zfill(14)
        if self.tracking == "serial":
            return code + SERIAL + self.lot_id.name if self.lot_id else ""
        code += f"{COUNT}{int(self.quantity):d}"
        return f"{code}{SEPARATOR}{LOT}{self.lot_id.name}" if self.lot_id else code


class StockReference(models.Model):
    _inherit = "stock.reference"

    picking_ids = fields.Many2many("stock.picking", compute="_compute_picking_ids")

    @api.depends("move_ids.picking_id")
    def _compute_picking_ids(self):
        for reference in self:
            reference.picking_ids = reference.move_ids.picking_id


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    @api.onchange("group_stock_adv_location")
    def onchange_adv_location(self):
        """Routes of more than one step need places to stop at."""
        if self.group_stock_adv_location and not self.group_stock_multi_locations:
            self.group_stock_multi_locations = True
