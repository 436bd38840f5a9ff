"""What is received and billed of purchase orders."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    invoice_status = fields.Selection(
        compute="_compute_invoice_status", store=True, default="no", copy=False)
    invoice_ids = fields.Many2many(
        "account.move", compute="_compute_invoice", store=True, copy=False)
    invoice_count = fields.Integer(
        compute="_compute_invoice", store=True, copy=False, default=0)

    @api.depends("state", "order_line.qty_to_invoice")
    def _compute_invoice_status(self):
        for order in self:
            lines = order.order_line.filtered(lambda line: not line.display_type)
            if order.state != "purchase":
                order.invoice_status = "no"
            elif any(abs(line.qty_to_invoice) > 1e-6 for line in lines):
                order.invoice_status = "to invoice"
            elif order.invoice_ids and lines:
                order.invoice_status = "invoiced"
            else:
                order.invoice_status = "no"

    @api.depends("order_line.invoice_lines.move_id")
    def _compute_invoice(self):
        for order in self:
            order.invoice_ids = order.order_line.invoice_lines.move_id
            order.invoice_count = len(order.invoice_ids)

    def _prepare_invoice(self):
        self.ensure_one()
        return {
            "ref": self.partner_ref or "", "move_type": "in_invoice",
            "narration": self.note, "currency_id": self.currency_id.id,
            "partner_id": self.partner_id.address_get(["invoice"])["invoice"],
            "payment_reference": self.partner_ref or "", "invoice_origin": self.name,
            "invoice_payment_term_id": self.payment_term_id.id,
            "fiscal_position_id": self.fiscal_position_id.id,
            "company_id": self.company_id.id, "invoice_user_id": self.user_id.id,
        }

    def action_create_invoice(self, attachment_ids=False):
        """Make draft bills for what is to be billed and open them."""
        values = []
        for order in self:
            lines = order.order_line.filtered(
                lambda line: not line.display_type and abs(line.qty_to_invoice) > 1e-6)
            if order.invoice_status != "to invoice" or not lines:
                continue
            values.append({**order._prepare_invoice(), "invoice_line_ids": [
                (0, 0, line._prepare_account_move_line()) for line in lines]})
        if not values:
            raise UserError(_(
                "There is no invoiceable line. If a product has a control policy based "
                "on received quantity, please make sure that a quantity has been "
                "received."))
        moves = self.env["account.move"].with_context(
            default_move_type="in_invoice").create(values)
        return self.action_view_invoice(moves)

    def action_view_invoice(self, invoices=False):
        """Open the bills of the orders."""
        invoices = invoices or self.invoice_ids
        action = {
            "name": _("Bills"), "type": "ir.actions.act_window",
            "res_model": "account.move", "context": {"default_move_type": "in_invoice"},
        }
        if len(invoices) == 1:
            return {**action, "view_mode": "form", "res_id": invoices.id}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", invoices.ids)]}


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    qty_received_method = fields.Selection(
        [("manual", "Manual")], string="Received Qty Method",
        compute="_compute_qty_received_method", store=True)
    qty_received = fields.Float(
        compute="_compute_qty_received", inverse="_inverse_qty_received", store=True,
        digits="Product Unit")
    qty_invoiced = fields.Float(
        compute="_compute_qty_invoiced", store=True, digits="Product Unit")
    qty_to_invoice = fields.Float(
        compute="_compute_qty_invoiced", store=True, digits="Product Unit")

    @api.depends("product_id", "product_id.type")
    def _compute_qty_received_method(self):
        for line in self:
            manual = line.product_id and line.product_id.type in ("consu", "service")
            line.qty_received_method = "manual" if manual else False

    @api.depends("qty_received_method", "qty_received_manual")
    def _compute_qty_received(self):
        for line in self:
            line.qty_received = line.qty_received_manual or 0.0 \
                if line.qty_received_method == "manual" else 0.0

    def _inverse_qty_received(self):
        for line in self:
            line.qty_received_manual = line.qty_received \
                if line.qty_received_method == "manual" else 0.0

    @api.depends("invoice_lines.parent_state", "invoice_lines.quantity", "qty_received",
                 "product_qty", "order_id.state")
    def _compute_qty_invoiced(self):
        for line in self:
            total = 0.0
            for move_line in line.invoice_lines:
                if move_line.parent_state != "cancel":
                    sign = -1 if move_line.move_id.move_type == "in_refund" else 1
                    total += sign * move_line.product_uom_id._compute_quantity(
                        move_line.quantity, line.product_uom_id)
            line.qty_invoiced = total
            wanted = line.product_qty if line.product_id.purchase_method == "purchase" \
                else line.qty_received
            line.qty_to_invoice = wanted - total \
                if line.order_id.state == "purchase" and not line.display_type else 0

    def _prepare_account_move_line(self, move=False):
        self.ensure_one()
        return {
            "display_type": self.display_type or "product", "name": self.name,
            "product_id": self.product_id.id, "product_uom_id": self.product_uom_id.id,
            "quantity": self.qty_to_invoice, "discount": self.discount,
            "price_unit": self.price_unit, "tax_ids": [(6, 0, self.tax_ids.ids)],
            "purchase_line_id": self.id, "is_downpayment": self.is_downpayment,
            "analytic_distribution": self.analytic_distribution,
        }
