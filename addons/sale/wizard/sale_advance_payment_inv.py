"""The wizard that invoices orders."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class SaleAdvancePaymentInv(models.TransientModel):
    _inherit = "sale.advance.payment.inv"

    advance_payment_method = fields.Selection(default="delivered")
    sale_order_ids = fields.Many2many(
        "sale.order", default=lambda self: self.env.context.get("active_ids"))
    consolidated_billing = fields.Boolean(default=True)
    deduct_down_payments = fields.Boolean(default=True)
    count = fields.Integer(compute="_compute_count")

    @api.depends("sale_order_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.sale_order_ids)

    def create_invoices(self):
        """Make the invoices and open them."""
        self.ensure_one()
        invoices = self._create_invoices(self.sale_order_ids)
        return self.sale_order_ids.action_view_invoice(invoices=invoices)

    def _create_invoices(self, orders):
        if self.advance_payment_method == "delivered":
            return orders._create_invoices(
                final=self.deduct_down_payments, grouped=not self.consolidated_billing)
        orders.ensure_one()
        share = self.amount / 100
        if self.advance_payment_method == "fixed":
            share = self.fixed_amount / orders.amount_total if orders.amount_total else 0
        if share <= 0:
            raise UserError(_("The value of the down payment amount must be positive."))
        return self._create_down_payment(orders, share)

    def _create_down_payment(self, order, share):
        """Invoice a share of an order: a line for each set of taxes."""
        groups = {}
        for line in order.order_line.filtered(
                lambda line: not line.display_type and not line.is_downpayment):
            groups[line.tax_ids] = groups.get(line.tax_ids, 0.0) + sum(
                (line.price_unit * (1 - line.discount / 100) * line.product_uom_qty,))
        values = [{
            "name": _("Down Payment"), "product_uom_qty": 0.0, "order_id": order.id,
            "is_downpayment": True, "sequence": 100, "discount": 0.0,
            "price_unit": order.currency_id.round(total * share),
            "tax_ids": [(6, 0, taxes.ids)],
        } for taxes, total in groups.items()]
        lines = self.env["sale.order.line"].create(values)
        invoice = order._prepare_invoice()
        invoice = {k: v for k, v in invoice.items()
                   if k in self.env["account.move"]._fields and k != "user_id"}
        return self.env["account.move"].create({
            **invoice, "invoice_line_ids": [
                (0, 0, line._prepare_invoice_line(quantity=1.0)) for line in lines],
        })
