"""The orders that invoices come from."""
from markupsafe import Markup
from odoo import _, api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    sale_order_count = fields.Integer(compute="_compute_origin_so_count")

    team_id = fields.Many2one(
        "crm.team", compute="_compute_team_id", store=True, readonly=False,
        ondelete="set null")
    sale_warning_text = fields.Text(compute="_compute_sale_warning_text")

    @api.depends("invoice_user_id")
    def _compute_team_id(self):
        for move in self:
            if not move.is_sale_document(include_receipts=True) or \
                    not move.invoice_user_id.sale_team_id:
                continue
            move.team_id = self.env["crm.team"]._get_default_team_id(
                user_id=move.invoice_user_id.id,
                domain=[("company_id", "in", (False, move.company_id.id))])

    @api.depends("partner_id.name", "partner_id.sale_warn_msg",
                 "invoice_line_ids.sale_line_warn_msg")
    def _compute_sale_warning_text(self):
        shown = self.env.user.has_group("sale.group_warning_sale")
        for move in self:
            found = []
            if shown and move.move_type == "out_invoice":
                if move.partner_id.sale_warn_msg:
                    found.append(
                        f"{move.partner_id.name} - {move.partner_id.sale_warn_msg}")
                found += [f"{line.product_id.display_name} - {line.sale_line_warn_msg}"
                          for line in move.invoice_line_ids if line.sale_line_warn_msg]
            move.sale_warning_text = "\n".join(dict.fromkeys(found))

    def action_view_source_sale_orders(self):
        """Open the orders that the invoice comes from."""
        self.ensure_one()
        orders = self.line_ids.sale_line_ids.order_id
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        action["domain"] = [("id", "in", orders.ids)]
        if len(orders) == 1:
            action.update(views=[(self.env.ref("sale.view_order_form").id, "form")],
                          res_id=orders.id)
        elif not orders:
            return {"type": "ir.actions.act_window_close"}
        return {**action, "context": {"create": False}, "name": _("Sales Orders")}

    def _tell_origin(self, orders):
        """Note in the invoice which orders it was made for."""
        self.ensure_one()
        names = Markup(", ").join(order._get_html_link(title=order.name)
                                  for order in orders)
        self.message_post(
            body=Markup("%s %s") % (_(
                "This %s has been created from:", self._description.lower()), names),
            subtype_xmlid="mail.mt_note")

    def _compute_origin_so_count(self):
        for move in self:
            move.sale_order_count = len(move.line_ids.sale_line_ids.order_id)

    def _post(self, soft=True):
        """Post invoices; the down payments of orders tell of theirs."""
        posted = super()._post(soft)
        posted._name_down_payments()
        return posted

    def button_draft(self):
        """Take invoices out of the books; down payments tell of it."""
        result = super().button_draft()
        self._name_down_payments()
        return result

    def button_cancel(self):
        """Cancel invoices; down payments tell of it."""
        result = super().button_cancel()
        self._name_down_payments()
        return result

    def _name_down_payments(self):
        lines = self.line_ids.sale_line_ids.filtered(
            lambda line: line.is_downpayment and not line.display_type
            and not line.order_id.locked)
        for line in lines.sudo():
            line.name = line._get_down_payment_name()
        for line in lines.sudo():
            if line.state == "sale" or line.invoice_lines:
                line.price_unit = sum(
                    own.price_unit if own.move_id.move_type == "out_invoice"
                    else -own.price_unit for own in line.invoice_lines
                    if own.parent_state == "posted" and own.is_downpayment
                    and own.quantity > 0) or line.price_unit


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    is_downpayment = fields.Boolean()
    sale_line_warn_msg = fields.Text(compute="_compute_sale_line_warn_msg")

    @api.depends("product_id.sale_line_warn_msg")
    def _compute_sale_line_warn_msg(self):
        shown = self.env.user.has_group("sale.group_warning_sale")
        for line in self:
            line.sale_line_warn_msg = shown and line.product_id.sale_line_warn_msg or ""

    def _copy_data_extend_business_fields(self, values):
        super()._copy_data_extend_business_fields(values)
        values["sale_line_ids"] = [(6, 0, self.sale_line_ids.ids)]
