"""The wizard that has a product replenished once."""
from odoo import _, api, fields, models


class ProductReplenish(models.TransientModel):
    _inherit = "product.replenish"

    quantity = fields.Float(default=1, required=True)
    date_planned = fields.Datetime(default=fields.Datetime.now, required=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    forecasted_quantity = fields.Float(compute="_compute_forecasted_quantity")

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for wizard in self:
            product = wizard.product_id
            wizard.allowed_uom_ids = product.uom_id | product.uom_ids | \
                product.seller_ids.product_uom_id

    @api.depends("warehouse_id", "product_id")
    def _compute_forecasted_quantity(self):
        for wizard in self:
            wizard.forecasted_quantity = wizard.product_id.with_context(
                warehouse_id=wizard.warehouse_id.id).virtual_available

    @api.model
    def default_get(self, fields_list):
        """Take the product from the context."""
        values = super().default_get(fields_list)
        product = self.env["product.product"].browse(
            self.env.context.get("default_product_id") or ())
        template = self.env["product.template"].browse(
            self.env.context.get("default_product_tmpl_id") or ())
        template = product.product_tmpl_id or template
        if template:
            product = product or template.product_variant_id
            values |= {"product_id": product.id, "product_tmpl_id": template.id,
                       "product_uom_id": template.uom_id.id,
                       "product_has_variants": template.product_variant_count > 1}
        if not values.get("warehouse_id"):
            values["warehouse_id"] = self.env["stock.warehouse"].search(
                [("company_id", "=", self.env.company.id)], limit=1).id
        return values

    def _get_procurement_values(self):
        """Return what the rules have to know of the need (hook)."""
        return {"warehouse_id": self.warehouse_id, "route_ids": self.route_id,
                "date_planned": self.date_planned}

    def launch_replenishment(self):
        """Run the rules for the need, and say what came of it."""
        self.ensure_one()
        stock = self.warehouse_id.lot_stock_id
        before = self.env["stock.move"].search([], order="id desc", limit=1).id or 0
        self.env["stock.rule"].run([self.env["stock.rule"].Procurement(
            self.product_id, self.quantity, self.product_uom_id, stock,
            _("Manual Replenishment"), _("Manual Replenishment"), self.company_id,
            self._get_procurement_values())])
        made = self.env["stock.move"].search([("id", ">", before)])
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success", "sticky": False,
                "title": _("The following replenishment order have been generated"),
                "message": ", ".join(made.picking_id.mapped("name")) or False,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
