"""The report of rules: by which routes a product comes and goes."""
from odoo import api, models
from odoo.exceptions import UserError


class StockRulesReport(models.TransientModel):
    _inherit = "stock.rules.report"

    @api.model
    def default_get(self, fields):
        """Take the product from the context, and its company's warehouses."""
        values = super().default_get(fields)
        context = self.env.context
        product = self.env["product.product"].browse(
            values.get("product_id") or context.get("default_product_id") or ())
        template = self.env["product.template"].browse(
            context.get("default_product_tmpl_id") or ()) or product.product_tmpl_id
        product = product or template.product_variant_ids[:1]
        if "product_tmpl_id" in fields:
            values["product_tmpl_id"] = template.id
        if "product_id" in fields:
            values["product_id"] = product.id
        if "product_has_variants" in fields:
            values["product_has_variants"] = template.product_variant_count > 1
        if "warehouse_ids" in fields:
            company = template.company_id or self.env.company
            warehouses = self.env["stock.warehouse"].search(
                [("company_id", "=", company.id)], limit=1)
            values["warehouse_ids"] = [(6, 0, warehouses.ids)]
        return values

    def _prepare_report_data(self):
        return {"product_id": self.product_id.id, "warehouse_ids": self.warehouse_ids.ids}

    def print_report(self):
        """Return the action that shows the report."""
        self.ensure_one()
        return self.env.ref("stock.action_report_stock_rule").report_action(
            None, data=self._prepare_report_data(), config=False)


class ReportStockRule(models.AbstractModel):
    _inherit = "report.stock.report_stock_rule"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        product = self.env["product.product"].browse(int(data.get("product_id") or 0))
        if not product.exists():
            raise UserError(self.env._("Please select a product."))
        warehouses = self.env["stock.warehouse"].browse(
            [int(id_) for id_ in data.get("warehouse_ids") or ()])
        routes = product.route_ids | product.categ_id._get_all_routes() | \
            warehouses.route_ids
        rules = self.env["stock.rule"].search([
            ("route_id", "in", routes.ids),
            ("warehouse_id", "in", [False, *warehouses.ids])])
        return {"docs": product, "locations": rules.location_src_id
                | rules.location_dest_id, "rules": rules}
