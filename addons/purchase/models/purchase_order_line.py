"""Lines of purchase orders."""
from datetime import timedelta

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    sequence = fields.Integer(default=10)
    display_type = fields.Selection(default=False)
    name = fields.Text(
        compute="_compute_values", store=True, readonly=False, required=True,
        precompute=True)
    product_qty = fields.Float(digits="Product Unit", required=True, default=1.0)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_values", store=True, readonly=False, precompute=True)
    product_uom_qty = fields.Float(compute="_compute_product_uom_qty", store=True)
    price_unit = fields.Float(
        compute="_compute_price", store=True, readonly=False, required=True,
        precompute=True, digits="Product Price")
    discount = fields.Float(
        compute="_compute_price", store=True, readonly=False, precompute=True,
        digits="Discount")
    date_planned = fields.Datetime(
        compute="_compute_price", store=True, readonly=False, precompute=True)
    tax_ids = fields.Many2many(
        "account.tax", compute="_compute_tax_ids", store=True, readonly=False,
        precompute=True)
    price_subtotal = fields.Monetary(compute="_compute_amount", store=True)
    price_total = fields.Monetary(compute="_compute_amount", store=True)
    price_tax = fields.Float(compute="_compute_amount", store=True)
    price_unit_discounted = fields.Float(compute="_compute_price_unit_discounted")

    _accountable_required_fields = models.Constraint(
        "CHECK(display_type IS NOT NULL OR is_downpayment OR (product_id IS NOT NULL AND "
        "product_uom_id IS NOT NULL AND date_planned IS NOT NULL))",
        "Missing required fields on accountable purchase order line.")
    _non_accountable_null_fields = models.Constraint(
        "CHECK(display_type IS NULL OR (product_id IS NULL AND price_unit = 0 AND "
        "product_uom_qty = 0 AND product_uom_id IS NULL AND date_planned is NULL))",
        "Forbidden values on non-accountable purchase order line")

    @api.depends("product_id")
    def _compute_values(self):
        for line in self.filtered("product_id"):
            product = line.product_id
            context = {"lang": line.order_id.partner_id.lang or self.env.lang,
                       "partner_id": line.order_id.partner_id.id}
            name = product.with_context(**context).display_name
            if product.description_purchase:
                name += f"\n{product.description_purchase}"
            line.name = name
            line.product_uom_id = product.uom_id

    @api.depends("product_id", "product_uom_id", "product_qty")
    def _compute_product_uom_qty(self):
        for line in self:
            line.product_uom_qty = line.product_uom_id._compute_quantity(
                line.product_qty, line.product_id.uom_id) if line.product_id \
                else line.product_qty

    @api.depends("product_qty", "product_uom_id", "product_id", "order_id.partner_id")
    def _compute_price(self):
        for line in self:
            order = line.order_id
            day = order.date_order or fields.Datetime.now()
            if not line.product_id:
                line.price_unit = line.price_unit or 0.0
                line.discount = line.discount or 0.0
                line.date_planned = line.date_planned if not line.display_type else False
                continue
            seller = line.product_id._select_seller(
                order.partner_id, line.product_qty, day.date(), line.product_uom_id)
            line.date_planned = line.date_planned or day + timedelta(
                days=seller.delay if seller else 0)
            if line.invoice_lines:
                continue
            manual = line.price_unit and line.price_unit != line.technical_price_unit
            if manual:
                continue
            company = order.company_id or self.env.company
            currency = order.currency_id or company.currency_id
            if seller:
                price = seller.currency_id._convert(
                    seller.price, currency, company, day.date(), round=False)
                price = (seller.product_uom_id or line.product_id.uom_id)._compute_price(
                    price, line.product_uom_id)
                line.discount = seller.discount or 0.0
            else:
                price = line.product_id.uom_id._compute_price(
                    line.product_id.standard_price, line.product_uom_id)
                price = line.product_id.cost_currency_id._convert(
                    price, currency, company, day.date(), round=False)
                line.discount = line.discount or 0.0
            line.price_unit = line.technical_price_unit = price

    def _get_expected_date(self):
        """Return when the line is expected: the vendor's days after the order's date."""
        seller = self.selected_seller_id
        return (self.order_id.date_order or fields.Datetime.now()) + timedelta(
            days=seller.delay if seller else 0)

    @api.depends("product_id", "company_id")
    def _compute_tax_ids(self):
        for line in self:
            company = line.company_id or line.order_id.company_id
            line.tax_ids = line.order_id.fiscal_position_id.map_tax(
                line.product_id.supplier_taxes_id.filtered(
                    lambda tax, company=company: tax.company_id == company))

    @api.depends("product_qty", "price_unit", "tax_ids", "discount")
    def _compute_amount(self):
        for line in self:
            order = line.order_id
            document = self.env["account.tax"]._compute_document(
                [BaseLine(line, line.tax_ids, line.price_unit, line.product_qty,
                          line.discount)],
                order.currency_id or self.env.company.currency_id, order.company_id)
            [base] = document.lines
            line.price_subtotal = base.subtotal
            line.price_total = base.total
            line.price_tax = base.total - base.subtotal

    @api.depends("discount", "price_unit")
    def _compute_price_unit_discounted(self):
        for line in self:
            line.price_unit_discounted = line.price_unit * (1 - line.discount / 100)

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; one added to an order is told in its chatter."""
        for vals in vals_list:
            if vals.get("display_type") or self.env.context.get("default_display_type"):
                vals.update(product_id=False, price_unit=0, product_qty=0,
                            product_uom_id=False, date_planned=False)
        lines = super().create(vals_list)
        for line, vals in zip(lines, vals_list, strict=True):
            if line.product_id and "price_unit" not in vals:
                # worked out, not given: it follows quantity and unit
                line.technical_price_unit = line.price_unit
        for line in lines.filtered(
                lambda line: line.product_id and line.order_id.state == "purchase"):
            line.order_id.message_post(
                body=_("Extra line with %s ", line.product_id.display_name))
        return lines

    def write(self, vals):
        """Change lines; their type stays."""
        if "display_type" in vals and any(
                line.display_type != vals["display_type"] for line in self):
            raise UserError(_(
                "You cannot change the type of a purchase order line. Instead you should "
                "delete the current line and create a new line of the proper type."))
        changed = {line: line.product_qty for line in self
                   if line.state == "purchase" and line.product_id} \
            if "product_qty" in vals else {}
        result = super().write(vals)
        for line, before in changed.items():
            if line.product_uom_id.compare(before, line.product_qty) != 0:
                line._tell_quantity(before)
        return result

    def _tell_quantity(self, before):
        """Note on the order that another quantity is ordered."""
        rows = [_("Ordered Quantity: %(old)s -> %(new)s", old=before,
                  new=self.product_qty)]
        if self.product_id.type == "consu":
            rows.append(_("Received Quantity: %s", self.qty_received))
        rows.append(_("Billed Quantity: %s", self.qty_invoiced))
        self.order_id.message_post(subtype_xmlid="mail.mt_note", body=Markup(
            "<div><strong>%s</strong><ul><li>%s:</li>%s</ul></div>") % (
                _("The ordered quantity has been updated."),
                self.product_id.display_name, Markup("<br/>").join(rows)))

    def _get_seller_values(self, partner):
        """Return the values of the vendor's price that the line tells of."""
        self.ensure_one()
        order, product = self.order_id, self.product_id
        currency = partner.property_purchase_currency_id or order.company_id.currency_id
        price = order.currency_id._convert(
            self.price_unit, currency, order.company_id,
            (order.date_order or fields.Datetime.now()).date(), round=False)
        return {
            "partner_id": partner.id, "min_qty": 1.0, "delay": 0,
            "sequence": max(product.seller_ids.mapped("sequence"), default=0) + 1,
            "price": self.product_uom_id._compute_price(price, product.uom_id),
            "discount": self.discount, "currency_id": currency.id}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_purchase_or_done(self):
        for line in self:
            if line.order_id.state == "purchase" and not line.display_type:
                raise UserError(_(
                    "Cannot delete a purchase order line which is in state “%s”.",
                    _("Purchase Order")))
