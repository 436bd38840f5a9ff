"""Invoices of orders."""
from markupsafe import Markup
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
        before = {order: order._origin.invoice_status for order in self}
        self._work_out_invoice_status()
        self.filtered(lambda order: order.id and order.invoice_status == "upselling"
                      and before[order] != "upselling")._plan_upselling()

    def _plan_upselling(self):
        """Ask the salesperson to sell what was delivered beyond the order."""
        if self.env.context.get("mail_activity_automation_skip"):
            return
        for order in self:
            user = order.user_id or order.partner_id.user_id
            if not user:
                continue
            order.activity_unlink(["mail.mail_activity_data_todo"])
            order.activity_schedule(
                "mail.mail_activity_data_todo", user_id=user.id, note=Markup(_(
                    "Upsell %(order)s for customer %(customer)s")) % {
                        "order": order._get_html_link(title=order.name),
                        "customer": order.partner_id._get_html_link()})

    def _work_out_invoice_status(self):
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
            "payment_reference": self.reference,
            "preferred_payment_method_line_id": self.preferred_payment_method_line_id.id,
            **({"journal_id": self.journal_id.id} if self.journal_id else {}),
        }

    def _get_invoiceable_lines(self, final=False):
        """Return the lines to invoice with sections that hold some, down payments last."""
        found, paid = self.env["sale.order.line"], self.env["sale.order.line"]
        section, subsection = found, found
        for line in self.order_line:
            if line.display_type == "line_section":
                section, subsection = line, found.browse()
            elif line.display_type == "line_subsection":
                subsection = line
            elif line.display_type == "line_note" or line.qty_to_invoice > 1e-6 or (
                    final and line.qty_to_invoice < -1e-6):
                if line.is_downpayment:
                    paid |= line
                    continue
                found |= section | subsection | line
                section, subsection = found.browse(), found.browse()
        return found | paid

    def _prepare_invoice_lines(self, lines):
        """Return the values of an invoice's lines; down payments have a section."""
        values = []
        for line in lines:
            if line.is_downpayment and not any(
                    known["is_downpayment"] for known in values):
                values.append({
                    "display_type": "line_section", "name": _("Down Payments"),
                    "is_downpayment": True})
            values.append(line._prepare_invoice_line(
                **({"quantity": -1.0} if line.is_downpayment else {})))
        return values

    @api.model
    def _get_invoice_grouping_keys(self):
        """Return what invoices of orders that are put together have in common."""
        return ["company_id", "partner_id", "partner_shipping_id", "currency_id",
                "fiscal_position_id"]

    def _create_invoices(self, grouped=False, final=False, date=None):
        """Return new draft invoices for what is to be invoiced; UserError for nothing.

        Orders that agree share an invoice unless `grouped`.
        """
        known, groups = self.env["account.move"]._fields, {}
        for order in self:
            order = order.with_company(order.company_id).with_context(
                lang=order.partner_invoice_id.lang)
            lines = order._get_invoiceable_lines(final)
            if all(line.display_type for line in lines):
                continue
            values = {name: value for name, value in order._prepare_invoice().items()
                      if name in known and name != "user_id"}
            key = order.id if grouped else tuple(
                values.get(name) for name in self._get_invoice_grouping_keys())
            groups.setdefault(key, []).append(
                (values, order._prepare_invoice_lines(lines)))
        if not groups:
            raise UserError(self._nothing_to_invoice_error_message())
        moves = self.env["account.move"].sudo().with_context(
            default_move_type="out_invoice").create(
                [self._join_invoices(parts) for parts in groups.values()])
        if date:
            moves.write({"invoice_date": date})
        if final:
            moves.filtered(lambda move: move.amount_total < 0).action_switch_move_type()
        for move in moves:
            move._tell_origin(move.line_ids.sale_line_ids.order_id)
        return moves.with_user(self.env.user)

    @api.model
    def _nothing_to_invoice_error_message(self):
        return _(
            "Cannot create an invoice. No items are available to invoice.\n\n"
            "To resolve this issue, please ensure that:\n"
            "   • The products have been delivered before attempting to invoice them."
            "\n   • The invoicing policy of the product is configured correctly.")

    @api.model
    def _join_invoices(self, parts):
        """Return the values of one invoice for (values, lines) of some orders."""
        joined, lines = dict(parts[0][0]), []
        for _values, own in parts:
            lines += own
            for name in ("ref", "invoice_origin"):
                told = [part[0].get(name) for part in parts if part[0].get(name)]
                joined[name] = ", ".join(dict.fromkeys(told))[:2000] or False
        references = {values.get("payment_reference") for values, _lines in parts}
        joined["payment_reference"] = references.pop() if len(references) == 1 else False
        return {**joined, "invoice_line_ids": [
            (0, 0, {**line, "sequence": index}) for index, line in enumerate(lines, 1)]}

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
