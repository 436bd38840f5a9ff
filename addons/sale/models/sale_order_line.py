"""Lines of orders."""
from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError

# fields of a line that a locked order keeps
PROTECTED = ("product_id", "name", "price_unit", "product_uom_id", "product_uom_qty",
             "tax_ids", "analytic_distribution", "discount")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"
    _rec_names_search = ["name", "order_id.name"]

    sequence = fields.Integer(default=10)
    display_type = fields.Selection(default=False)
    customer_lead = fields.Float(default=0.0)
    name = fields.Text(
        compute="_compute_name", store=True, readonly=False, required=True,
        precompute=True)
    product_template_id = fields.Many2one(
        "product.template", compute="_compute_product_template_id", readonly=False,
        search="_search_product_template_id")
    product_uom_qty = fields.Float(
        compute="_compute_product_uom_qty", store=True, readonly=False, required=True,
        precompute=True, digits="Product Unit")
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        precompute=True, ondelete="restrict")
    price_unit = fields.Float(
        compute="_compute_price_unit", store=True, readonly=False, required=True,
        precompute=True, digits="Product Price")
    discount = fields.Float(
        compute="_compute_discount", store=True, readonly=False, precompute=True,
        digits="Discount")
    tax_ids = fields.Many2many(
        "account.tax", compute="_compute_tax_ids", store=True, readonly=False,
        precompute=True)
    pricelist_item_id = fields.Many2one(
        "product.pricelist.item", compute="_compute_pricelist_item_id")
    price_subtotal = fields.Monetary(compute="_compute_amount", store=True)
    price_tax = fields.Float(compute="_compute_amount", store=True)
    price_total = fields.Monetary(compute="_compute_amount", store=True)
    price_reduce_taxexcl = fields.Monetary(compute="_compute_amount", store=True)
    price_reduce_taxinc = fields.Monetary(compute="_compute_amount", store=True)
    product_updatable = fields.Boolean(compute="_compute_product_updatable")

    _accountable_required_fields = models.Constraint(
        "CHECK(display_type IS NOT NULL OR is_downpayment OR "
        "(product_id IS NOT NULL AND product_uom_id IS NOT NULL))",
        "Missing required fields on accountable sale order line.")
    _non_accountable_null_fields = models.Constraint(
        "CHECK(display_type IS NULL OR (product_id IS NULL AND price_unit = 0 AND "
        "product_uom_qty = 0 AND product_uom_id IS NULL))",
        "Forbidden values on non-accountable sale order line")

    # ---- computed
    @api.depends("product_id")
    def _compute_name(self):
        for line in self:
            if line.product_id:
                lang = line.order_id.partner_id.lang or self.env.lang
                product = line.product_id.with_context(lang=lang)
                line.name = product.get_product_multiline_description_sale()
            elif not line.name:
                line.name = False

    @api.depends("product_id")
    def _compute_product_template_id(self):
        for line in self:
            line.product_template_id = line.product_id.product_tmpl_id

    def _search_product_template_id(self, operator, value):
        return [("product_id.product_tmpl_id", operator, value)]

    @api.depends("display_type")
    def _compute_product_uom_qty(self):
        for line in self:
            line.product_uom_qty = 0.0 if line.display_type else \
                line.product_uom_qty or 1.0

    @api.depends("product_id")
    def _compute_product_uom_id(self):
        for line in self:
            if not line.product_uom_id or line.product_id:
                line.product_uom_id = line.product_id.uom_id

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_pricelist_item_id(self):
        for line in self:
            order = line.order_id
            line.pricelist_item_id = order.pricelist_id._get_product_rule(
                line.product_id, line.product_uom_qty or 1.0, uom=line.product_uom_id,
                date=order.date_order) if line.product_id and order.pricelist_id else False

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_price_unit(self):
        force = self.env.context.get("force_price_recomputation")
        for line in self:
            manual = line.technical_price_unit != line.price_unit and line.price_unit
            if line.qty_invoiced > 0 or manual and not force:
                continue
            if not line.product_id or not line.order_id:
                line.price_unit = line.technical_price_unit = 0.0
                continue
            price = line._get_list_price()
            line.price_unit = line.technical_price_unit = price

    def _get_list_price(self):
        order = self.order_id
        if self.pricelist_item_id._show_discount():
            return self._get_price_before_discount()
        price = order.pricelist_id._get_product_price(
            self.product_id, self.product_uom_qty or 1.0,
            currency=order.currency_id or order.company_id.currency_id,
            uom=self.product_uom_id, date=order.date_order)
        return self.product_id._fit_taxes_in_price(
            price, self.product_id.taxes_id, order.fiscal_position_id, order.company_id)

    def _get_price_before_discount(self):
        """Return the price from which the rule of the pricelist takes off."""
        order, rule = self.order_id, self.pricelist_item_id
        day = order.date_order or fields.Datetime.now()
        return rule._compute_base_price(
            self.product_id, self.product_uom_qty or 1.0, self.product_uom_id, day,
            order.currency_id or order.company_id.currency_id)

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_discount(self):
        for line in self:
            rule = line.product_id and line.order_id.pricelist_id and line.pricelist_item_id
            if rule and rule._show_discount():
                base = line._get_price_before_discount()
                price = rule._compute_price(
                    line.product_id, line.product_uom_qty or 1.0, line.product_uom_id,
                    line.order_id.date_order or fields.Datetime.now(),
                    line.order_id.currency_id)
                discount = (base - price) / base * 100 if base else 0.0
                line.discount = discount if discount * base > 0 else 0.0
            else:
                line.discount = line.discount or 0.0

    @api.depends("product_id", "company_id")
    def _compute_tax_ids(self):
        for line in self:
            company = line.company_id or line.order_id.company_id
            if line.is_downpayment:
                continue
            line.tax_ids = line.order_id.fiscal_position_id.map_tax(
                line.product_id.taxes_id.filtered(
                    lambda tax, company=company: tax.company_id == company))

    @api.depends("product_uom_qty", "discount", "price_unit", "tax_ids")
    def _compute_amount(self):
        for line in self:
            order = line.order_id
            currency = order.currency_id or self.env.company.currency_id
            document = self.env["account.tax"]._compute_document(
                [BaseLine(line, line.tax_ids, line.price_unit, line.product_uom_qty,
                          line.discount)], currency, order.company_id)
            [base] = document.lines
            line.price_subtotal = base.subtotal
            line.price_total = base.total
            line.price_tax = base.total - base.subtotal
            quantity = line.product_uom_qty
            line.price_reduce_taxexcl = base.subtotal / quantity if quantity else 0.0
            line.price_reduce_taxinc = base.total / quantity if quantity else 0.0

    @api.depends("state", "qty_invoiced", "qty_delivered")
    def _compute_product_updatable(self):
        for line in self:
            line.product_updatable = line.state in ("draft", "sent") and not \
                line.is_downpayment

    @api.depends("order_id.name", "name")
    def _compute_display_name(self):
        for line in self:
            first = (line.name or line.product_id.name or "").split("\n")[0]
            line.display_name = f"{line.order_id.name} - {first}" if first \
                else line.order_id.name

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; one added to an order is told in its chatter."""
        for vals in vals_list:
            if vals.get("display_type") or self.env.context.get("default_display_type"):
                vals.update(product_id=False, price_unit=0, product_uom_qty=0,
                            product_uom_id=False)
        lines = super().create(vals_list)
        for line, vals in zip(lines, vals_list, strict=True):
            if line.product_id and "price_unit" not in vals:
                # worked out, not given: it follows quantity and unit
                line.technical_price_unit = line.price_unit
        for line in lines.filtered(lambda line: line.product_id and line.state == "sale"):
            line.order_id.message_post(
                body=_("Extra line with %s", line.product_id.display_name))
        return lines

    def write(self, vals):
        """Change lines, but for what a locked order keeps."""
        if "display_type" in vals and any(
                line.display_type != vals["display_type"] for line in self):
            raise UserError(_(
                "You cannot change the type of a sale order line. Instead you should "
                "delete the current line and create a new line of the proper type."))
        protected = [name for name in PROTECTED if name in vals]
        if protected and any(order.locked for order in self.order_id):
            labels = [self._fields[name].string for name in protected]
            raise UserError(_(
                "It is forbidden to modify the following fields in a locked order:\n%s",
                "\n".join(labels)))
        if "product_uom_qty" in vals:
            self._tell_quantity(vals["product_uom_qty"])
        return super().write(vals)

    def _tell_quantity(self, quantity):
        for line in self.filtered(
                lambda line: line.state == "sale"
                and line.product_uom_qty != quantity):
            line.order_id.message_post(body=_(
                "The ordered quantity has been updated.\n%(product)s: %(old)s → %(new)s",
                product=line.product_id.display_name, old=line.product_uom_qty,
                new=quantity))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        if any(line.state == "sale" and not line.display_type
               and (line.invoice_lines or not line.is_downpayment) for line in self):
            raise UserError(_(
                "Once a sales order is confirmed, you can't remove one of its lines (we "
                "need to track if something gets invoiced or delivered).\nSet the "
                "quantity to 0 instead."))
