"""Orders that are filled from the catalogue of products."""
from odoo import _, models


class ProductCatalogMixin(models.AbstractModel):
    _inherit = "product.catalog.mixin"

    def action_add_from_catalog(self):
        """Open the catalogue, from which lines are added to the order."""
        kanban = self.env.ref("product.product_view_kanban_catalog")
        search = self.env.ref("product.product_view_search_catalog")
        return {
            "type": "ir.actions.act_window", "name": _("Products"),
            "res_model": "product.product",
            "views": [(kanban.id, "kanban"), (False, "form")],
            "search_view_id": [search.id, "search"],
            "domain": self._get_product_catalog_domain(),
            "context": {**self.env.context,
                        **self._get_action_add_from_catalog_extra_context()},
        }

    def _get_product_catalog_domain(self):
        """Return the domain of the products that the order may hold (hook)."""
        return [("company_id", "in", (False, *self.company_id.ids)),
                ("type", "!=", "combo")]

    def _get_action_add_from_catalog_extra_context(self):
        """Return what the catalogue has to know of the order (hook)."""
        return {"display_uom": self.env.user.has_group("uom.group_uom"),
                "product_catalog_order_id": self.id,
                "product_catalog_order_model": self._name}
