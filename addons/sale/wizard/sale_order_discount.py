"""The wizard that gives a discount: on every line, on the whole, or an amount."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class SaleOrderDiscount(models.TransientModel):
    _inherit = "sale.order.discount"

    sale_order_id = fields.Many2one(
        default=lambda self: self.env.context.get("active_id"), required=True)
    discount_type = fields.Selection(default="sol_discount")

    @api.constrains("discount_type", "discount_percentage")
    def _check_discount_amount(self):
        for wizard in self:
            if wizard.discount_type in ("sol_discount", "so_discount") and \
                    wizard.discount_percentage > 1.0:
                raise ValidationError(_("Invalid discount amount"))

    def action_apply_discount(self):
        """Give the discount."""
        self.ensure_one()
        wizard = self.with_company(self.company_id)
        if wizard.discount_type == "sol_discount":
            wizard.sale_order_id.order_line.filtered(
                lambda line: not line.display_type).write(
                    {"discount": wizard.discount_percentage * 100})
        else:
            wizard._create_discount_lines()

    def _get_discount_product(self):
        company = self.company_id
        if not company.sale_discount_product_id:
            company.sudo().sale_discount_product_id = self.env[
                "product.product"].sudo().create({
                    "name": _("Discount"), "type": "service", "invoice_policy": "order",
                    "list_price": 0.0, "company_id": company.id, "taxes_id": None})
        return company.sale_discount_product_id

    def _create_discount_lines(self):
        order, product = self.sale_order_id, self._get_discount_product()
        totals = {}
        for line in order.order_line:
            if not line.display_type and not line.is_downpayment and line.product_uom_qty:
                totals[line.tax_ids] = totals.get(line.tax_ids, 0.0) + line.price_subtotal
        if self.discount_type == "amount":
            share = self.discount_amount / order.amount_total if order.amount_total else 0
            name = _("Discount")
        else:
            share = self.discount_percentage
            name = _("Discount %(percent)s%%", percent=round(share * 100, 2))
        values = []
        for taxes, total in totals.items():
            text = name if len(totals) == 1 else _(
                "%(name)s - On products with the following taxes %(taxes)s", name=name,
                taxes=", ".join(taxes.mapped("name")) or _("without taxes"))
            base = total
            if taxes.flatten_taxes_hierarchy().filtered("price_include"):
                base = sum(order.order_line.filtered(
                    lambda line, t=taxes: line.tax_ids == t).mapped("price_total"))
            values.append({
                "order_id": order.id, "product_id": product.id, "sequence": 999,
                "name": text, "price_unit": -order.currency_id.round(base * share),
                "tax_ids": [(6, 0, taxes.ids)], "product_uom_qty": 1.0})
        return self.env["sale.order.line"].create(values)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_open_discount_wizard(self):
        """Open the wizard that gives a discount."""
        self.ensure_one()
        return {
            "name": _("Discount"), "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "sale.order.discount", "target": "new",
        }
