"""What is ordered beside what is billed: lines that belong together are matched."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class PurchaseBillLineMatch(models.Model):
    _inherit = "purchase.bill.line.match"
    _auto = False

    product_uom_qty = fields.Float(
        compute="_compute_product_uom", inverse="_inverse_product_uom_qty", store=False)
    product_uom_price = fields.Float(
        compute="_compute_product_uom", inverse="_inverse_product_uom_price", store=False)
    billed_amount_untaxed = fields.Monetary(compute="_compute_amounts")
    purchase_amount_untaxed = fields.Monetary(compute="_compute_amounts")
    reference = fields.Char(compute="_compute_reference")

    @property
    def _table_query(self):
        none = "CAST(NULL AS INTEGER)"
        return SQL(
            f"SELECT l.id, l.id AS pol_id, {none} AS aml_id, l.company_id, "
            "l.partner_id, l.product_id, l.product_qty AS line_qty, "
            "l.product_uom_id AS line_uom_id, l.qty_invoiced, po.id AS purchase_order_id, "
            f"{none} AS account_move_id, l.price_subtotal AS line_amount_untaxed, "
            "po.currency_id, po.state, l.qty_to_invoice "
            "FROM purchase_order_line l JOIN purchase_order po ON l.order_id = po.id "
            "WHERE po.state = 'purchase' AND l.display_type IS NULL AND ("
            "l.product_qty > l.qty_invoiced OR l.qty_to_invoice != 0) "
            f"UNION ALL SELECT -a.id, {none}, a.id, a.company_id, am.partner_id, "
            f"a.product_id, a.quantity, a.product_uom_id, 0.0, {none}, am.id, "
            "a.amount_currency, a.currency_id, a.parent_state, 0.0 "
            "FROM account_move_line a JOIN account_move am ON a.move_id = am.id "
            "WHERE a.display_type = 'product' AND am.move_type IN "
            "('in_invoice', 'in_refund') AND a.parent_state IN ('draft', 'posted') "
            "AND a.purchase_line_id IS NULL")

    @api.depends("aml_id.quantity", "pol_id.product_qty")
    def _compute_product_uom(self):
        for row in self:
            line, unit = row.aml_id or row.pol_id, row.product_id.uom_id
            quantity = row.aml_id.quantity if row.aml_id else row.pol_id.product_qty
            row.product_uom_qty = row.line_uom_id._compute_quantity(quantity, unit) \
                if row.line_uom_id and unit else quantity
            row.product_uom_price = row.line_uom_id._compute_price(line.price_unit, unit) \
                if row.line_uom_id and unit else line.price_unit

    def _inverse_product_uom_qty(self):
        for row in self:
            if row.aml_id:
                row.aml_id.quantity = row.product_uom_qty
            else:
                row.pol_id.product_qty = row.product_uom_qty

    def _inverse_product_uom_price(self):
        for row in self:
            (row.aml_id or row.pol_id).price_unit = row.product_uom_price

    @api.depends("line_amount_untaxed")
    def _compute_amounts(self):
        for row in self:
            row.billed_amount_untaxed = row.line_amount_untaxed if row.account_move_id \
                else False
            row.purchase_amount_untaxed = row.line_amount_untaxed \
                if row.purchase_order_id else False

    def _compute_reference(self):
        for row in self:
            row.reference = row.purchase_order_id.display_name or \
                row.account_move_id.display_name

    @api.depends("product_id", "aml_id", "pol_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.product_id.display_name or row.aml_id.name or \
                row.pol_id.name

    # ---- what is done with rows
    def action_open_line(self):
        """Open the bill or the order of the row."""
        self.ensure_one()
        document = self.account_move_id or self.purchase_order_id
        return {"type": "ir.actions.act_window", "view_mode": "form",
                "res_model": document._name, "res_id": document.id}

    def action_match_lines(self):
        """Say of lines of bills which lines of orders they bill, product by product.

        Lines of orders alone become a new bill; those without a line of a bill are added
        to the bill.
        """
        if not self.pol_id:
            raise UserError(_(
                "You must select at least one Purchase Order line to match or create "
                "bill."))
        if not self.aml_id:
            return self.pol_id._bill_lines()
        left = self.pol_id
        for line in self.aml_id:
            match = left.filtered(
                lambda own, line=line: own.product_id == line.product_id)[:1]
            if match:
                line.purchase_line_id = match
                left -= match
        moves = self.aml_id.move_id
        if left and len(moves) == 1 and moves.state == "draft":
            moves._add_purchase_order_lines(left)
        return None

    def action_add_to_po(self):
        """Open the wizard that adds lines of bills to an order."""
        if not self or not self.aml_id:
            raise UserError(_("Select Vendor Bill lines to add to a Purchase Order"))
        if len(self.purchase_order_id) > 1:
            raise UserError(_(
                "Vendor Bill lines can only be added to one Purchase Order."))
        view = self.env.ref("purchase.bill_to_po_wizard_form", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "name": _("Add to Purchase Order"),
            "view_mode": "form", "res_model": "bill.to.po.wizard", "target": "new",
            "views": [(view.id if view else False, "form")], "context": {
                "default_purchase_order_id": self.purchase_order_id.id,
                "default_partner_id": self.partner_id[:1].id, "dialog_size": "medium",
                "has_products": bool(self.aml_id.product_id), "active_ids": self.ids},
        }


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _bill_lines(self):
        """Bill the lines: a draft bill of each vendor and currency; open them."""
        moves = self.env["account.move"]
        for (_partner, _currency), lines in self.grouped(lambda line: (
                line.order_id.partner_id, line.order_id.currency_id)).items():
            moves |= moves.with_context(default_move_type="in_invoice").create({
                **lines.order_id[:1]._prepare_invoice(),
                "invoice_origin": ", ".join(lines.order_id.mapped("name")),
                "invoice_line_ids": [(0, 0, line._prepare_account_move_line())
                                     for line in lines]})
        return self.order_id[:1].action_view_invoice(moves)


class BillToPoWizard(models.TransientModel):
    _inherit = "bill.to.po.wizard"

    def _get_bill_lines(self):
        ids = [-id_ for id_ in self.env.context.get("active_ids") or () if id_ < 0]
        return self.env["account.move.line"].browse(ids)

    def _get_order(self, lines):
        if not self.purchase_order_id:
            self.purchase_order_id = self.env["purchase.order"].create({
                "partner_id": (self.partner_id or lines.move_id.partner_id[:1]).id,
                "currency_id": lines.currency_id[:1].id})
        return self.purchase_order_id

    def action_add_to_po(self):
        """Order what the lines of bills are for."""
        self.ensure_one()
        lines = self._get_bill_lines().filtered("product_id")
        if not lines:
            raise UserError(_("There are no products to add to the Purchase Order. Are "
                              "these Down Payments?"))
        order = self._get_order(lines)
        for line in lines:
            line.purchase_line_id = self.env["purchase.order.line"].create({
                "order_id": order.id, "product_id": line.product_id.id,
                "product_qty": line.quantity, "product_uom_id": line.product_uom_id.id,
                "price_unit": line.price_unit, "discount": line.discount,
                "name": line.name})
        if order.state in ("draft", "sent"):
            order.button_confirm()
        return {"type": "ir.actions.act_window_close"}

    def action_add_downpayment(self):
        """Note on the order that the lines of bills are payments beforehand."""
        self.ensure_one()
        lines = self._get_bill_lines()
        if not self.purchase_order_id:
            raise UserError(_("Down Payments can only be added to a Purchase Order."))
        order, own = self.purchase_order_id, self.env["purchase.order.line"]
        last = order.order_line[-1:].sequence or 10
        if not order.order_line.filtered(
                lambda line: line.display_type and line.is_downpayment):
            own.create({"order_id": order.id, "display_type": "line_section",
                        "is_downpayment": True, "name": _("Down Payments"),
                        "sequence": last + 1})
        for line in lines:
            line.purchase_line_id = own.create({
                "order_id": order.id, "name": _("Down Payment (ref: %(ref)s)",
                                                ref=line.move_id.name or line.name),
                "product_qty": 0.0, "is_downpayment": True, "sequence": last + 2,
                "price_unit": line.price_unit,
                "tax_ids": [(6, 0, line.tax_ids.ids)]})
            line.is_downpayment = True
        return {"type": "ir.actions.act_window_close"}
