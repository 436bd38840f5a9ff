"""What is worked out of lines of purchase orders to be shown with them."""
from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.account.sections import find_section_parents


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    parent_id = fields.Many2one("purchase.order.line", compute="_compute_parent_id")
    price_unit_product_uom = fields.Float(compute="_compute_price_unit_product_uom")
    selected_seller_id = fields.Many2one(
        "product.supplierinfo", compute="_compute_selected_seller_id")
    purchase_line_warn_msg = fields.Text(compute="_compute_purchase_line_warn_msg")
    qty_invoiced_at_date = fields.Float(compute="_compute_at_date", digits="Product Unit")
    qty_received_at_date = fields.Float(compute="_compute_at_date", digits="Product Unit")
    amount_to_invoice_at_date = fields.Float(compute="_compute_at_date")

    @api.depends("product_id", "product_id.uom_id", "product_id.uom_ids",
                 "product_id.seller_ids.product_uom_id")
    def _compute_allowed_uom_ids(self):
        for line in self:
            product = line.product_id
            line.allowed_uom_ids = product.uom_id | product.uom_ids | \
                product.seller_ids.filtered(
                    lambda seller, p=product: not seller.product_id
                    or seller.product_id == p).product_uom_id

    @api.depends("order_id.order_line.sequence", "order_id.order_line.display_type")
    def _compute_parent_id(self):
        for order, lines in self.grouped("order_id").items():
            parents = find_section_parents(order.order_line)
            for line in lines:
                line.parent_id = parents.get(line, False)

    @api.depends("price_unit", "product_uom_id")
    def _compute_price_unit_product_uom(self):
        for line in self:
            line.price_unit_product_uom = line.product_uom_id._compute_price(
                line.price_unit, line.product_id.uom_id) if line.product_id else 0.0

    @api.depends("product_id", "product_qty", "order_id.partner_id", "product_uom_id")
    def _compute_selected_seller_id(self):
        for line in self:
            order = line.order_id
            line.selected_seller_id = line.product_id._select_seller(
                order.partner_id, abs(line.product_qty),
                (order.date_order or fields.Datetime.now()).date(), line.product_uom_id) \
                if line.product_id and order.partner_id else False

    @api.depends("product_id.purchase_line_warn_msg")
    def _compute_purchase_line_warn_msg(self):
        shown = self.env.user.has_group("purchase.group_warning_purchase")
        for line in self:
            line.purchase_line_warn_msg = \
                shown and line.product_id.purchase_line_warn_msg or ""

    @api.depends("qty_received", "qty_invoiced", "price_unit")
    @api.depends_context("accrual_entry_date")
    def _compute_at_date(self):
        day = fields.Date.to_date(self.env.context.get("accrual_entry_date"))
        for line in self:
            received = line._get_received_until(day) if day else line.qty_received
            invoiced = sum(
                (-1 if own.move_id.move_type == "in_refund" else 1)
                * own.product_uom_id._compute_quantity(own.quantity, line.product_uom_id)
                for own in line.invoice_lines
                if own.parent_state == "posted" and own.move_id.invoice_date
                and own.move_id.invoice_date <= day) if day else line.qty_invoiced
            line.qty_received_at_date, line.qty_invoiced_at_date = received, invoiced
            line.amount_to_invoice_at_date = (received - invoiced) * \
                line.price_unit_discounted

    def _get_received_until(self, day):
        """Return what was received until a day (hook)."""
        return self.qty_received

    @api.onchange("product_id")
    def onchange_product_id(self):
        """Start over for another product."""
        if not self.product_id:
            return
        self.price_unit = self.product_qty = 0.0
        self.product_qty = 1.0
        order_day = self.order_id.date_order or fields.Datetime.now()
        self.date_planned = order_day + timedelta(
            days=self.selected_seller_id.delay if self.selected_seller_id else 0)

    def get_parent_section_line(self):
        """Return the section that the line is in, whatever subsection it stands in."""
        self.ensure_one()
        parent = self.parent_id
        if not self.display_type and parent.display_type == "line_subsection":
            return parent.parent_id
        return parent

    def action_open_order(self):
        """Open the order of the line."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "purchase.order",
                "res_id": self.order_id.id, "view_mode": "form"}

    def action_add_from_catalog(self):
        """Open the catalogue to fill the order of the context."""
        order = self.env["purchase.order"].browse(self.env.context.get("order_id"))
        return order.with_context(child_field="order_line").action_add_from_catalog()
