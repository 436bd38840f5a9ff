"""What the report of a pricelist shows: prices of products at some quantities."""
from odoo import api, models


class ReportProductReportPricelist(models.AbstractModel):
    _inherit = "report.product.report_pricelist"

    @api.model
    def _get_report_values(self, docids, data=None):
        return self._get_report_data(data or {}, "pdf")

    @api.model
    def get_html(self, data):
        """Return the report as a piece of a page."""
        return self.env["ir.qweb"]._render(
            "product.report_pricelist_page", self._get_report_data(data))

    @api.model
    def _get_report_data(self, data, report_type="html"):
        quantities = [float(quantity) for quantity in data.get("quantities") or [1]]
        pricelist = self.env["product.pricelist"].browse(
            data.get("pricelist_id") or ()).exists() \
            or self.env["product.pricelist"].search([], limit=1)
        model = data.get("active_model") or "product.template"
        ids = data.get("active_ids") or []
        if isinstance(ids, str):
            ids = [int(part) for part in ids.split(",") if part]
        products = self.env[model].browse(ids) if ids else \
            self.env[model].search([("sale_ok", "=", True)])
        of_templates = model == "product.template"
        return {
            "is_html_type": report_type == "html", "is_product_tmpl": of_templates,
            "display_pricelist_title": bool(data.get("display_pricelist_title")),
            "pricelist": pricelist, "quantities": quantities,
            "products": [self._get_product_data(
                of_templates, product, pricelist, quantities) for product in products],
        }

    @api.model
    def _get_product_data(self, of_templates, product, pricelist, quantities):
        data = {
            "id": product.id, "uom": product.uom_id.name,
            "name": of_templates and product.name or product.display_name,
            "default_code": product.default_code, "barcode": product.barcode,
            "price": {quantity: pricelist._get_product_price(product, quantity)
                      if pricelist else product.list_price for quantity in quantities},
        }
        if of_templates and product.product_variant_count > 1:
            data["variants"] = [
                self._get_product_data(False, variant, pricelist, quantities)
                for variant in product.product_variant_ids]
        return data
