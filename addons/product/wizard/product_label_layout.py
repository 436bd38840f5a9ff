"""The wizard that prints the labels of products."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProductLabelLayout(models.TransientModel):
    _inherit = "product.label.layout"

    print_format = fields.Selection(default="2x7xprice", required=True)
    custom_quantity = fields.Integer(default=1, required=True)
    rows = fields.Integer(compute="_compute_dimensions")
    columns = fields.Integer(compute="_compute_dimensions")

    @api.depends("print_format")
    def _compute_dimensions(self):
        for wizard in self:
            numbers = (wizard.print_format or "").split("x")[:2]
            grid = len(numbers) == 2 and all(number.isdigit() for number in numbers)
            wizard.columns, wizard.rows = map(int, numbers) if grid else (1, 1)

    def _prepare_report_data(self):
        """Return the external id of the report, and what it is to print."""
        if self.custom_quantity <= 0:
            raise UserError(_("You need to set a positive quantity."))
        if self.print_format == "dymo":
            name = "product.report_product_template_label_dymo"
        elif "x" in (self.print_format or ""):
            price = "xprice" in self.print_format
            name = "product.report_product_template_label_{}x{}{}".format(
                self.columns, self.rows, "" if price or self.columns < 4
                or self.rows < 12 else "_noprice")
        else:
            name = ""
        if self.product_tmpl_ids:
            products, model = self.product_tmpl_ids, "product.template"
        elif self.product_ids:
            products, model = self.product_ids, "product.product"
        else:
            raise UserError(_(
                "No product to print, if the product is archived please unarchive it "
                "before printing its label."))
        return name, {
            "active_model": model, "layout_wizard": self.id,
            "quantity_by_product": {
                product.id: self.custom_quantity for product in products},
            "price_included": "xprice" in (self.print_format or ""),
        }

    def process(self):
        """Print the labels: the report's action."""
        self.ensure_one()
        name, data = self._prepare_report_data()
        if not name:
            raise UserError(_("Unable to find report template for %s format",
                              self.print_format))
        action = self.env.ref(name).report_action(None, data=data, config=False)
        return {**action, "close_on_report_download": True}


def open_pricelist_report(records):
    """Return the action of the report of the prices of templates or variants."""
    return {
        "type": "ir.actions.client", "tag": "generate_pricelist_report",
        "name": _("Pricelist Report"),
        "context": {"active_model": records._name, "active_ids": records.ids},
    }


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_open_label_layout(self):
        """Open the wizard that prints labels of the templates."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "product.action_open_label_layout")
        return {**action, "context": {"default_product_tmpl_ids": self.ids}}

    def _open_pricelist_report(self):
        """Open the report of the prices of the templates."""
        return open_pricelist_report(self)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def action_open_label_layout(self):
        """Open the wizard that prints labels of the variants."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "product.action_open_label_layout")
        return {**action, "context": {"default_product_ids": self.ids}}

    def _open_pricelist_report(self):
        """Open the report of the prices of the variants."""
        return open_pricelist_report(self)
