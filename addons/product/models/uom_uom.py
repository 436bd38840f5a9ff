"""The barcodes of packagings."""
from odoo import _, fields, models


class UomUom(models.Model):
    _inherit = "uom.uom"

    product_uom_ids = fields.One2many("product.uom", "uom_id")

    def action_open_packaging_barcodes(self):
        """Open the barcodes that packages of this unit have."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Packaging Barcodes"),
            "res_model": "product.uom", "view_mode": "list",
            "view_id": self.env.ref("product.product_uom_list_view").id,
            "domain": [("uom_id", "=", self.id)],
        }
