"""What is delivered and invoiced of a line."""
from odoo import _, api, fields, models
from odoo.tools import format_date


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    qty_delivered_method = fields.Selection(
        [("manual", "Manual"), ("analytic", "Analytic From Expenses")],
        string="Method to update delivered qty",
        compute="_compute_qty_delivered_method", store=True)
    qty_delivered = fields.Float(
        compute="_compute_qty_delivered", store=True, readonly=False, copy=False,
        digits="Product Unit")
    qty_invoiced = fields.Float(
        compute="_compute_qty_invoiced", store=True, digits="Product Unit")
    qty_to_invoice = fields.Float(
        compute="_compute_qty_to_invoice", store=True, digits="Product Unit")
    invoice_status = fields.Selection(compute="_compute_invoice_status", store=True)
    untaxed_amount_invoiced = fields.Monetary(
        compute="_compute_amount_invoiced", store=True)
    untaxed_amount_to_invoice = fields.Monetary(
        compute="_compute_amount_invoiced", store=True)
    amount_invoiced = fields.Monetary(compute="_compute_amount_invoiced")
    amount_to_invoice = fields.Monetary(compute="_compute_amount_invoiced")

    @api.depends("is_expense")
    def _compute_qty_delivered_method(self):
        for line in self:
            line.qty_delivered_method = "analytic" if line.is_expense else "manual"

    @api.depends("qty_delivered_method")
    def _compute_qty_delivered(self):
        for line in self:
            line.qty_delivered = line.qty_delivered or 0.0

    @api.depends("invoice_lines.parent_state", "invoice_lines.quantity")
    def _compute_qty_invoiced(self):
        for line in self:
            line.qty_invoiced = sum(
                sign * move_line.product_uom_id._compute_quantity(
                    move_line.quantity, line.product_uom_id)
                for move_line, sign in line._get_invoiced())

    def _get_invoiced(self):
        """Return [(line of an invoice, 1 or -1 for a refund)], not cancelled ones."""
        return [
            (move_line, -1 if move_line.move_id.move_type == "out_refund" else 1)
            for move_line in self.invoice_lines if move_line.parent_state != "cancel"
        ]

    @api.depends("qty_invoiced", "qty_delivered", "product_uom_qty", "state")
    def _compute_qty_to_invoice(self):
        for line in self:
            if line.state != "sale" or line.display_type:
                line.qty_to_invoice = 0
            elif line.product_id.invoice_policy == "delivery":
                line.qty_to_invoice = line.qty_delivered - line.qty_invoiced
            else:
                line.qty_to_invoice = line.product_uom_qty - line.qty_invoiced

    @api.depends("state", "product_uom_qty", "qty_delivered", "qty_to_invoice",
                 "qty_invoiced")
    def _compute_invoice_status(self):
        for line in self:
            line.invoice_status = line._get_invoice_status()

    def _get_invoice_status(self):
        if self.state != "sale":
            return "no"
        if self.is_downpayment and not self.untaxed_amount_to_invoice:
            return "invoiced"
        if abs(self.qty_to_invoice) > 1e-6:
            return "to invoice"
        if self.product_id.invoice_policy == "order" and self.product_uom_qty >= 0 and \
                self.qty_delivered > self.product_uom_qty:
            return "upselling"
        return "invoiced" if self.qty_invoiced >= self.product_uom_qty else "no"

    @api.depends("invoice_lines.price_total", "invoice_lines.price_subtotal",
                 "invoice_lines.parent_state", "price_total", "price_subtotal",
                 "qty_to_invoice")
    def _compute_amount_invoiced(self):
        for line in self:
            posted = [(move_line, sign) for move_line, sign in line._get_invoiced()
                      if move_line.parent_state == "posted"]
            line.untaxed_amount_invoiced = sum(m.price_subtotal * s for m, s in posted)
            line.amount_invoiced = sum(m.price_total * s for m, s in posted)
            sold = line.state == "sale"
            delivered = line.product_id.invoice_policy == "delivery"
            share = line.qty_delivered / line.product_uom_qty \
                if delivered and line.product_uom_qty else 1.0
            line.untaxed_amount_to_invoice = sold and max(
                line.price_subtotal * share - line.untaxed_amount_invoiced, 0) or 0.0
            line.amount_to_invoice = sold and \
                line.price_total * share - line.amount_invoiced or 0.0

    def _prepare_invoice_line(self, **optional_values):
        """Return the values of the invoice line for what is to be invoiced."""
        self.ensure_one()
        values = {
            "display_type": self.display_type or "product", "sequence": self.sequence,
            "name": self.name, "product_id": self.product_id.id,
            "product_uom_id": self.product_uom_id.id, "quantity": self.qty_to_invoice,
            "discount": self.discount, "price_unit": self.price_unit,
            "tax_ids": [(6, 0, self.tax_ids.ids)], "sale_line_ids": [(4, self.id)],
            "is_downpayment": self.is_downpayment, "extra_tax_data": self.extra_tax_data,
            "analytic_distribution": self.analytic_distribution, **optional_values,
        }
        if self.display_type:
            for name in ("product_id", "product_uom_id", "quantity", "price_unit",
                         "discount", "tax_ids"):
                values.pop(name)
        return values

    def _get_down_payment_name(self):
        """Return the text of a line that stands for a down payment."""
        self.ensure_one()
        moves = self.invoice_lines.filtered(
            lambda line: line.quantity > 0).move_id
        states = set(moves.mapped("state"))
        if not states or "draft" in states:
            day = (self.create_date or fields.Datetime.now()).date()
            return _("Down Payment: %(date)s (Draft)", date=format_date(self.env, day))
        if states == {"cancel"}:
            return _("Down Payment (Cancelled)")
        move = moves.filtered(lambda move: move.payment_reference and move.invoice_date)
        if len(move) == 1:
            return _("Down Payment (ref: %(reference)s on %(date)s)",
                     reference=move.payment_reference,
                     date=format_date(self.env, move.invoice_date))
        return _("Down Payment")
