"""The wizard that invoices orders."""
from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError


class SaleAdvancePaymentInv(models.TransientModel):
    _inherit = "sale.advance.payment.inv"

    advance_payment_method = fields.Selection(default="delivered")
    sale_order_ids = fields.Many2many(
        "sale.order", default=lambda self: self.env.context.get("active_ids"))
    consolidated_billing = fields.Boolean(default=True)
    deduct_down_payments = fields.Boolean(default=True)
    count = fields.Integer(compute="_compute_count")
    has_down_payments = fields.Boolean(compute="_compute_count")
    amount_invoiced = fields.Monetary(
        compute="_compute_count", currency_field="currency_id")
    amount_to_invoice = fields.Monetary(
        compute="_compute_count", currency_field="currency_id")
    currency_id = fields.Many2one("res.currency", compute="_compute_count", store=True)
    company_id = fields.Many2one("res.company", compute="_compute_count", store=True)

    @api.depends("sale_order_ids")
    def _compute_count(self):
        for wizard in self:
            orders = wizard.sale_order_ids
            wizard.count = len(orders)
            wizard.has_down_payments = any(orders.order_line.mapped("is_downpayment"))
            wizard.amount_invoiced = sum(orders.mapped("amount_invoiced"))
            wizard.amount_to_invoice = sum(orders.mapped("amount_to_invoice"))
            wizard.currency_id = orders.currency_id if len(orders) == 1 else False
            wizard.company_id = orders.company_id if len(orders) == 1 else False

    display_draft_invoice_warning = fields.Boolean(
        compute="_compute_display_draft_invoice_warning")

    @api.depends("sale_order_ids.invoice_ids.state")
    def _compute_display_draft_invoice_warning(self):
        for wizard in self:
            wizard.display_draft_invoice_warning = "draft" in \
                wizard.sale_order_ids.invoice_ids.mapped("state")

    @api.constrains("advance_payment_method", "amount", "fixed_amount")
    def _check_amount_is_positive(self):
        for wizard in self:
            value = {"percentage": wizard.amount, "fixed": wizard.fixed_amount}.get(
                wizard.advance_payment_method, 1)
            if value <= 0.0:
                raise UserError(_(
                    "The value of the down payment amount must be positive."))

    def view_draft_invoices(self):
        """Open the draft invoices of the orders."""
        return {
            "name": _("Draft Invoices"), "type": "ir.actions.act_window",
            "view_mode": "list", "views": [(False, "list"), (False, "form")],
            "res_model": "account.move",
            "domain": [("line_ids.sale_line_ids.order_id", "in", self.sale_order_ids.ids),
                       ("state", "=", "draft")],
        }

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
        currency = orders.currency_id
        target = self.fixed_amount if self.advance_payment_method == "fixed" else \
            currency.round(orders.amount_total * self.amount / 100)
        if target <= 0:
            raise UserError(_("The value of the down payment amount must be positive."))
        return self._create_down_payment(orders, target)

    def _split_down_payment(self, order, target):
        """Return [(taxes, price, taxes' amounts that rounding moved)] that come to target.

        Each set of taxes bears its share; what rounding leaves goes to the largest.
        """
        currency, groups = order.currency_id, {}
        for base in order._get_document().lines:
            if base.is_discount or base.record.is_downpayment:
                continue
            group = groups.setdefault(base.taxes, [0.0, {}])
            group[0] += base.subtotal
            for tax, _base, amount in base.amounts:
                group[1][tax] = group[1].get(tax, 0.0) + amount
        groups = {taxes: group for taxes, group in groups.items()
                  if not currency.is_zero(group[0])}
        if not groups or not order.amount_total:
            return []
        share = target / order.amount_total
        parts = {taxes: [currency.round(untaxed * share), {
            tax: currency.round(amount * share) for tax, amount in amounts.items()}]
            for taxes, (untaxed, amounts) in groups.items()}
        largest = max(parts, key=lambda taxes: abs(parts[taxes][0]))
        whole = sum(untaxed + sum(amounts.values()) for untaxed, amounts in parts.values())
        parts[largest][0] = currency.round(parts[largest][0] + target - whole)
        return [(taxes, *self._price_down_payment(taxes, untaxed, amounts, order))
                for taxes, (untaxed, amounts) in parts.items()]

    def _price_down_payment(self, taxes, untaxed, amounts, order):
        """Return the price of a part, and its taxes' amounts if they must be told."""
        currency = order.currency_id
        price = currency.round(untaxed + sum(
            amount for tax, amount in amounts.items() if tax.price_include))
        line = BaseLine(None, taxes, price, 1.0)
        self.env["account.tax"]._compute_line(line, currency, False)
        natural = {tax: amount for tax, _base, amount in line.amounts}
        told = any(currency.compare_amounts(natural.get(tax, 0.0), amount)
                   for tax, amount in amounts.items())
        return price, {str(tax.id): amount for tax, amount in amounts.items()} \
            if told else False

    def _create_down_payment(self, order, target):
        """Invoice a part of an order: a line for each set of taxes."""
        parts = self._split_down_payment(order, target)
        if not order.order_line.filtered(
                lambda line: line.display_type and line.is_downpayment):
            self.env["sale.order.line"].create({
                "order_id": order.id, "display_type": "line_section",
                "is_downpayment": True, "name": _("Down Payments"), "sequence":
                (order.order_line[-1:].sequence or 10) + 1})
        values = [{
            "name": _("Down Payment"), "product_uom_qty": 0.0, "order_id": order.id,
            "is_downpayment": True, "discount": 0.0,
            "sequence": order.order_line[-1:].sequence + 1,
            "price_unit": price, "tax_ids": [(6, 0, taxes.ids)], "extra_tax_data": told,
        } for taxes, price, told in parts]
        lines = self.env["sale.order.line"].create(values)
        for line in lines:
            line.name = line._get_down_payment_name()
        invoice = order._prepare_invoice()
        invoice = {k: v for k, v in invoice.items()
                   if k in self.env["account.move"]._fields and k != "user_id"}
        name = _("Down payment of %s%%", self.amount) \
            if self.advance_payment_method == "percentage" else _("Down Payment")
        return self.env["account.move"].create({
            **invoice, "invoice_line_ids": [
                (0, 0, line._prepare_invoice_line(quantity=1.0, name=name))
                for line in lines],
        })
