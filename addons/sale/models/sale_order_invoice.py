"""Invoices of orders."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    invoice_ids = fields.Many2many(
        "account.move", compute="_compute_invoices", search="_search_invoice_ids")
    invoice_count = fields.Integer(compute="_compute_invoices")
    invoice_status = fields.Selection(compute="_compute_invoice_status", store=True)
    amount_to_invoice = fields.Monetary(compute="_compute_amount_to_invoice")
    amount_invoiced = fields.Monetary(compute="_compute_amount_to_invoice")

    @api.depends("order_line.invoice_lines")
    def _compute_invoices(self):
        for order in self:
            moves = order.order_line.invoice_lines.move_id.filtered(
                lambda move: move.move_type in ("out_invoice", "out_refund"))
            order.invoice_ids = moves
            order.invoice_count = len(moves)

    def _search_invoice_ids(self, operator, value):
        return [("order_line.invoice_lines.move_id", operator, value)]

    @api.depends("state", "order_line.invoice_status")
    def _compute_invoice_status(self):
        for order in self:
            statuses = order.order_line.filtered(
                lambda line: not line.is_downpayment and not line.display_type
            ).mapped("invoice_status")
            if order.state != "sale" or not statuses:
                order.invoice_status = "no"
            elif "to invoice" in statuses:
                order.invoice_status = "to invoice"
            elif set(statuses) == {"invoiced"}:
                order.invoice_status = "invoiced"
            elif set(statuses) <= {"invoiced", "upselling"}:
                order.invoice_status = "upselling"
            else:
                order.invoice_status = "no"

    @api.depends("order_line.amount_to_invoice", "order_line.amount_invoiced")
    def _compute_amount_to_invoice(self):
        for order in self:
            order.amount_to_invoice = sum(order.order_line.mapped("amount_to_invoice"))
            order.amount_invoiced = sum(order.order_line.mapped("amount_invoiced"))

    def _prepare_invoice(self):
        """Return the values of an invoice of the order, without lines."""
        self.ensure_one()
        return {
            "ref": self.client_order_ref or self.name, "move_type": "out_invoice",
            "narration": self.note, "currency_id": self.currency_id.id,
            "campaign_id": self.campaign_id.id, "medium_id": self.medium_id.id,
            "source_id": self.source_id.id, "team_id": self.team_id.id,
            "partner_id": self.partner_invoice_id.id,
            "partner_shipping_id": self.partner_shipping_id.id,
            "invoice_origin": self.name, "invoice_user_id": self.user_id.id,
            "invoice_payment_term_id": self.payment_term_id.id,
            "fiscal_position_id": self.fiscal_position_id.id,
            "company_id": self.company_id.id, "user_id": self.user_id.id,
            **({"journal_id": self.journal_id.id} if self.journal_id else {}),
        }

    def _get_invoiceable_lines(self, final=False):
        """Return the lines to invoice, with the sections that hold some."""
        found, waiting = self.env["sale.order.line"], self.env["sale.order.line"]
        for line in self.order_line:
            if line.display_type:
                waiting = line if line.display_type != "line_note" else waiting | line
            elif abs(line.qty_to_invoice) > 1e-6 and (
                    line.qty_to_invoice > 0 or final) or line.is_downpayment and final:
                found |= waiting | line
                waiting = self.env["sale.order.line"]
        return found

    def _create_invoices(self, grouped=False, final=False, date=None):
        """Return new draft invoices for what is to be invoiced; UserError for nothing.

        Orders of one customer and currency share an invoice unless `grouped`.
        """
        found = {}
        for order in self:
            lines = order._get_invoiceable_lines(final)
            if not lines.filtered(lambda line: not line.display_type):
                continue
            values = order._prepare_invoice()
            values = {k: v for k, v in values.items()
                      if k in self.env["account.move"]._fields and k != "user_id"}
            key = order.id if grouped else (
                order.company_id, order.partner_invoice_id, order.currency_id)
            new = [(0, 0, line._prepare_invoice_line(
                **({"quantity": -1.0} if line.is_downpayment and final else {})))
                for line in lines]
            if key in found:
                found[key]["invoice_line_ids"] += new
                found[key]["invoice_origin"] += f", {order.name}"
                continue
            found[key] = {**values, "invoice_line_ids": new}
        if not found:
            raise UserError(_(
                "Cannot create an invoice. No items are available to invoice.\n\n"
                "To resolve this issue, please ensure that:\n"
                "   • The products have been delivered before attempting to invoice them."
                "\n   • The invoicing policy of the product is configured correctly."))
        moves = self.env["account.move"].sudo().with_context(
            default_move_type="out_invoice").create(list(found.values()))
        if final:
            moves.filtered(lambda move: move.amount_total < 0).action_switch_move_type()
        return moves.with_user(self.env.user)

    def action_view_invoice(self, invoices=False):
        """Open the invoices of the orders."""
        invoices = invoices or self.invoice_ids
        action = {
            "name": _("Invoices"), "type": "ir.actions.act_window",
            "res_model": "account.move", "context": {"default_move_type": "out_invoice"},
        }
        if len(invoices) == 1:
            return {**action, "view_mode": "form", "res_id": invoices.id,
                    "views": [(False, "form")]}
        if not invoices:
            return {"type": "ir.actions.act_window_close"}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", invoices.ids)]}
