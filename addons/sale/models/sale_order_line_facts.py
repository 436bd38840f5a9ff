"""What is worked out of lines of orders to be shown with them."""
from odoo import api, fields, models
from odoo.addons.account.sections import find_section_parents


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    is_product_archived = fields.Boolean(compute="_compute_is_product_archived")
    parent_id = fields.Many2one("sale.order.line", compute="_compute_parent_id")
    product_uom_readonly = fields.Boolean(compute="_compute_product_uom_readonly")
    qty_invoiced_posted = fields.Float(
        compute="_compute_qty_invoiced_posted", digits="Product Unit")
    qty_delivered_at_date = fields.Float(
        compute="_compute_at_date", digits="Product Unit")
    qty_invoiced_at_date = fields.Float(compute="_compute_at_date", digits="Product Unit")
    amount_to_invoice_at_date = fields.Float(compute="_compute_at_date")
    sale_line_warn_msg = fields.Text(compute="_compute_sale_line_warn_msg")
    tax_country_id = fields.Many2one(related="order_id.tax_country_id")
    translated_product_name = fields.Text(compute="_compute_translated_product_name")

    @api.depends("product_id", "product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for line in self:
            line.allowed_uom_ids = line.product_id.uom_id | line.product_id.uom_ids

    @api.depends("product_id.active")
    def _compute_is_product_archived(self):
        for line in self:
            line.is_product_archived = bool(line.product_id) and \
                not line.product_id.active

    @api.depends("order_id.order_line.sequence", "order_id.order_line.display_type")
    def _compute_parent_id(self):
        for order, lines in self.grouped("order_id").items():
            parents = find_section_parents(order.order_line)
            for line in lines:
                line.parent_id = parents.get(line, False)

    @api.depends("state")
    def _compute_product_uom_readonly(self):
        for line in self:
            line.product_uom_readonly = bool(line.ids) and line.state in ("sale", "cancel")

    @api.depends("invoice_lines.parent_state", "invoice_lines.quantity")
    def _compute_qty_invoiced_posted(self):
        for line in self:
            line.qty_invoiced_posted = sum(
                sign * own.product_uom_id._compute_quantity(
                    own.quantity, line.product_uom_id)
                for own, sign in line._get_invoiced() if own.parent_state == "posted")

    @api.depends("qty_delivered", "qty_invoiced", "price_unit")
    @api.depends_context("accrual_entry_date")
    def _compute_at_date(self):
        day = fields.Date.to_date(self.env.context.get("accrual_entry_date"))
        for line in self:
            delivered = line._get_delivered_until(day) if day else line.qty_delivered
            invoiced = sum(
                sign * own.product_uom_id._compute_quantity(
                    own.quantity, line.product_uom_id)
                for own, sign in line._get_invoiced()
                if own.parent_state == "posted" and own.move_id.invoice_date
                and own.move_id.invoice_date <= day) if day else line.qty_invoiced
            line.qty_delivered_at_date, line.qty_invoiced_at_date = delivered, invoiced
            line.amount_to_invoice_at_date = (delivered - invoiced) * \
                line.price_reduce_taxexcl

    def _get_delivered_until(self, day):
        """Return what was delivered until a day (hook)."""
        return self.qty_delivered

    @api.depends("product_id.sale_line_warn_msg")
    def _compute_sale_line_warn_msg(self):
        shown = self.env.user.has_group("sale.group_warning_sale")
        for line in self:
            line.sale_line_warn_msg = shown and line.product_id.sale_line_warn_msg or ""

    @api.depends("product_id")
    def _compute_translated_product_name(self):
        for line in self:
            lang = line.order_id.partner_id.lang or self.env.lang
            line.translated_product_name = line.product_id.with_context(
                lang=lang).display_name

    def get_parent_section_line(self):
        """Return the section that the line is in, whatever subsection it stands in."""
        self.ensure_one()
        parent = self.parent_id
        if not self.display_type and parent.display_type == "line_subsection":
            return parent.parent_id
        return parent

    def compute_uom_qty(self, new_qty, stock_move, rounding=True):
        """Return a quantity of the line in the unit of a move."""
        return self.product_uom_id._compute_quantity(
            new_qty, stock_move.product_uom, rounding)

    def action_add_from_catalog(self):
        """Open the catalogue to fill the order of the context."""
        order = self.env["sale.order"].browse(self.env.context.get("order_id"))
        return order.with_context(child_field="order_line").action_add_from_catalog()
