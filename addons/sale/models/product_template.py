"""How products are invoiced."""
from odoo import _, api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    invoice_policy = fields.Selection(
        compute="_compute_invoice_policy", store=True, readonly=False)
    service_type = fields.Selection(default="manual")
    expense_policy = fields.Selection(default="no")
    sales_count = fields.Float(compute="_compute_sales_count")

    @api.depends("type")
    def _compute_invoice_policy(self):
        for template in self:
            template.invoice_policy = template.invoice_policy or "order"

    def _compute_sales_count(self):
        groups = self.env["sale.order.line"].sudo()._read_group(
            [("product_id.product_tmpl_id", "in", self.ids), ("state", "=", "sale")],
            ["product_id"], ["product_uom_qty:sum"])
        for template in self:
            template.sales_count = sum(
                quantity for product, quantity in groups
                if product.product_tmpl_id == template)

    expense_policy_tooltip = fields.Char(compute="_compute_expense_policy_tooltip")
    visible_expense_policy = fields.Boolean(compute="_compute_visible_expense_policy")

    @api.depends_context("lang")
    @api.depends("expense_policy")
    def _compute_expense_policy_tooltip(self):
        texts = {
            "no": _("Expenses of this category may not be added to a Sales Order."),
            "cost": _("Expenses will be added to the Sales Order at their actual cost when "
                      "posted."),
            "sales_price": _("Expenses will be added to the Sales Order at their sales "
                             "price (product price, pricelist, etc.) when posted."),
        }
        for product in self:
            product.expense_policy_tooltip = texts.get(product.expense_policy, False)

    @api.depends("name")
    def _compute_visible_expense_policy(self):
        self.visible_expense_policy = self.env.user.has_group(
            "analytic.group_analytic_accounting")

    @api.depends("invoice_policy")
    def _compute_product_tooltip(self):
        super()._compute_product_tooltip()

    def _prepare_tooltip(self):
        tooltip = super()._prepare_tooltip()
        if not self.sale_ok:
            return tooltip
        return " ".join(filter(None, (tooltip, self._prepare_invoicing_tooltip())))

    def _prepare_invoicing_tooltip(self):
        if self.type == "combo":
            return ""
        if self.invoice_policy == "delivery":
            return _("Invoice after delivery, based on quantities delivered, not ordered.")
        if self.type == "service":
            return _("Invoice ordered quantities as soon as this service is sold.")
        return _("You can invoice goods before they are delivered.")

    def action_view_sales(self):
        """Open the analysis of what was sold of the templates."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "sale.report_all_channels_sales_action")
        return {**action, "domain": [("product_tmpl_id", "in", self.ids)], "context": {
            "pivot_measures": ["product_uom_qty"], "active_id":
            self.env.context.get("active_id"), "active_model": "sale.report",
            "search_default_Sales": 1, "search_default_filter_order_date": 1,
            "search_default_group_by_date": 1}}

    def get_single_product_variant(self):
        """Return the only variant, for products that need no configuring."""
        self.ensure_one()
        if self.product_variant_count == 1 and not self.has_configurable_attributes:
            return {"product_id": self.product_variant_id.id,
                    "product_name": self.product_variant_id.display_name,
                    "is_combo": self.type == "combo"}
        return {}


class ProductProduct(models.Model):
    _inherit = "product.product"

    product_catalog_product_is_in_sale_order = fields.Boolean(
        compute="_compute_product_is_in_sale_order",
        search="_search_product_is_in_sale_order")

    @api.depends_context("order_id")
    def _compute_product_is_in_sale_order(self):
        order = self.env["sale.order"].browse(self.env.context.get("order_id") or ())
        ordered = order.order_line.product_id
        for product in self:
            product.product_catalog_product_is_in_sale_order = product in ordered

    def _search_product_is_in_sale_order(self, operator, value):
        if operator != "in":
            return NotImplemented
        order = self.env["sale.order"].browse(self.env.context.get("order_id") or ())
        return [("id", "in", order.order_line.product_id.ids)]

    def action_view_sales(self):
        """Open the analysis of what was sold of the variants."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "sale.report_all_channels_sales_action")
        return {**action, "domain": [("product_id", "in", self.ids)], "context": {
            "pivot_measures": ["product_uom_qty"], "active_id":
            self.env.context.get("active_id"), "active_model": "sale.report",
            "search_default_Sales": 1, "search_default_filter_order_date": 1,
            "search_default_group_by_date": 1}}
