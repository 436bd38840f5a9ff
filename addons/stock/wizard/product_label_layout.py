"""Labels of products for printers of labels, as many as transfers move."""
from collections import defaultdict

from odoo import models


class ProductLabelLayout(models.TransientModel):
    _inherit = "product.label.layout"

    def _prepare_report_data(self):
        name, data = super()._prepare_report_data()
        if "zpl" in (self.print_format or ""):
            name = "stock.label_product_product"
        if self.move_quantity == "move" and self.move_ids:
            data["quantity_by_product"] = self._count_moved(data["active_model"])
        return name, data

    def _count_moved(self, model):
        """Return {product id: how many} of what the moves have, or are to have."""
        counts = defaultdict(float)
        for move in self.move_ids:
            product = move.product_id if model == "product.product" \
                else move.product_id.product_tmpl_id
            counts[product.id] += move.product_uom._compute_quantity(
                move.quantity or move.product_uom_qty, move.product_id.uom_id)
        return {product_id: int(count) for product_id, count in counts.items()
                if int(count) > 0}
