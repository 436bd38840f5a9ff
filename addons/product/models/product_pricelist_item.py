"""One rule of a pricelist."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_round, format_amount


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    applied_on = fields.Selection(default="3_global")
    display_applied_on = fields.Selection(default="1_product")
    base = fields.Selection(default="list_price")
    compute_price = fields.Selection(default="fixed")
    min_quantity = fields.Float(default=0)
    price_discount = fields.Float(default=0)
    price_markup = fields.Float(
        compute="_compute_price_markup", inverse="_inverse_price_markup", store=True)
    pricelist_id = fields.Many2one(
        default=lambda self: self.env["product.pricelist"].search([], limit=1))
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_company_id", store=True)
    name = fields.Char(compute="_compute_name")
    price = fields.Char(compute="_compute_price_label")
    is_pricelist_required = fields.Boolean(compute="_compute_is_pricelist_required")
    rule_tip = fields.Char(compute="_compute_rule_tip")

    @api.depends("display_applied_on", "product_tmpl_id")
    def _compute_is_pricelist_required(self):
        one = self.env["product.pricelist"].search_count([], limit=2) == 1
        for item in self:
            item.is_pricelist_required = not one or bool(item.product_tmpl_id)

    @api.depends("base", "compute_price", "price_discount", "price_markup",
                 "price_surcharge", "price_round")
    def _compute_rule_tip(self):
        for item in self:
            item.rule_tip = item.compute_price == "formula" and item._describe_rule()

    def _describe_rule(self):
        """Return how the formula works out, on a price of a hundred."""
        labels = {"list_price": _("Sales Price"), "standard_price": _("Cost"),
                  "pricelist": _("Other Pricelist")}
        cost = self.base == "standard_price"
        percentage = self.price_markup if cost else -(self.price_discount or 0.0)
        hundred = 100.0 * (1 + percentage / 100)
        if self.price_round:
            hundred = float_round(hundred, precision_rounding=self.price_round)
        return _(
            "%(base)s with a %(discount)s %% %(discount_type)s and %(surcharge)s extra fee\n"
            "Example: %(amount)s * %(discount_charge)s + %(price_surcharge)s → "
            "%(total_amount)s", base=labels.get(self.base, ""),
            discount=abs(percentage), discount_type=_("markup") if cost else _("discount"),
            surcharge=format_amount(self.env, self.price_surcharge, self.currency_id),
            amount=format_amount(self.env, 100, self.currency_id),
            discount_charge=1 + percentage / 100,
            price_surcharge=format_amount(self.env, self.price_surcharge, self.currency_id),
            total_amount=format_amount(
                self.env, hundred + self.price_surcharge, self.currency_id))

    @api.depends("pricelist_id.currency_id", "pricelist_id.company_id")
    def _compute_company_id(self):
        for item in self:
            item.company_id = item.pricelist_id.company_id or item.product_tmpl_id.company_id
            item.currency_id = item.pricelist_id.currency_id or \
                item.product_tmpl_id.currency_id or self.env.company.currency_id

    @api.depends("price_discount")
    def _compute_price_markup(self):
        for item in self:
            item.price_markup = -item.price_discount

    def _inverse_price_markup(self):
        for item in self:
            item.price_discount = -item.price_markup

    @api.depends("applied_on", "categ_id", "product_tmpl_id", "product_id")
    def _compute_name(self):
        for item in self:
            if item.applied_on == "2_product_category" and item.categ_id:
                item.name = _("Category: %s", item.categ_id.display_name)
            elif item.applied_on == "1_product" and item.product_tmpl_id:
                item.name = item.product_tmpl_id.display_name
            elif item.applied_on == "0_product_variant" and item.product_id:
                item.name = _("Variant: %s", item.product_id.display_name)
            else:
                item.name = _("All Products")

    @api.depends("compute_price", "fixed_price", "percent_price", "price_discount",
                 "price_surcharge", "base", "base_pricelist_id", "currency_id")
    def _compute_price_label(self):
        for item in self:
            item.price = item._describe_price()

    def _describe_price(self):
        def amount(value):
            return format_amount(self.env, value, self.currency_id)

        def plain(number):
            return int(number) if number == int(number) else round(number, 2)

        if self.compute_price == "fixed":
            return amount(self.fixed_price)
        if self.compute_price == "percentage":
            percentage = plain(self.percent_price)
            if self.base_pricelist_id:
                return _("%(percentage)s %% discount on %(pricelist)s",
                         percentage=percentage,
                         pricelist=self.base_pricelist_id.display_name)
            return _("%(percentage)s %% discount on sales price", percentage=percentage)
        base = _("sales price")
        if self.base == "pricelist" and self.base_pricelist_id:
            base = self.base_pricelist_id.display_name
        elif self.base == "standard_price":
            base = _("product cost")
        extra = ""
        if self.price_surcharge > 0:
            extra = _("+ %(amount)s extra fee", amount=amount(self.price_surcharge))
        elif self.price_surcharge < 0:
            extra = _("- %(amount)s rebate", amount=amount(-self.price_surcharge))
        markup = self.base == "standard_price"
        return _("%(percentage)s %% %(discount_type)s on %(base)s %(extra)s",
                 percentage=plain(self.price_markup if markup else self.price_discount),
                 discount_type=_("markup") if markup else _("discount"), base=base,
                 extra=extra)

    @api.constrains("base_pricelist_id", "pricelist_id", "base")
    def _check_pricelist_recursion(self):
        for item in self.filtered(lambda item: item.base == "pricelist"):
            seen, todo = self.env["product.pricelist"], item.base_pricelist_id
            while todo - seen:
                seen |= todo
                todo = todo.item_ids.filtered(
                    lambda other: other.base == "pricelist").base_pricelist_id
            if item.pricelist_id in seen:
                raise ValidationError(_(
                    "You cannot assign the Main Pricelist as Other Pricelist in "
                    "PriceList Item"))

    @api.constrains("price_min_margin", "price_max_margin")
    def _check_margin(self):
        if any(item.price_max_margin and item.price_min_margin > item.price_max_margin
               for item in self):
            raise ValidationError(_(
                "The minimum margin should be lower than the maximum margin."))

    @api.constrains("date_start", "date_end")
    def _check_date_range(self):
        for item in self:
            if item.date_start and item.date_end and item.date_start >= item.date_end:
                raise ValidationError(_(
                    "%(item_name)s: end date (%(end_date)s) should be after start date "
                    "(%(start_date)s)", item_name=item.display_name,
                    end_date=item.date_end, start_date=item.date_start))

    @api.constrains("product_id", "product_tmpl_id", "categ_id")
    def _check_product_consistency(self):
        for item in self:
            if item.applied_on == "2_product_category" and not item.categ_id:
                raise ValidationError(_(
                    "Please specify the category for which this rule should be applied"))
            if item.applied_on == "1_product" and not item.product_tmpl_id:
                raise ValidationError(_(
                    "Please specify the product for which this rule should be applied"))
            if item.applied_on == "0_product_variant" and not item.product_id:
                raise ValidationError(_(
                    "Please specify the product variant for which this rule should be "
                    "applied"))

    @api.model_create_multi
    def create(self, vals_list):
        """Make rules; what they are given for tells what they apply to."""
        for vals in vals_list:
            if not vals.get("applied_on"):
                vals["applied_on"] = (
                    "0_product_variant" if vals.get("product_id")
                    else "1_product" if vals.get("product_tmpl_id")
                    else "2_product_category" if vals.get("categ_id") else "3_global")
            if vals.get("product_id") and not vals.get("product_tmpl_id"):
                vals["product_tmpl_id"] = self.env["product.product"].browse(
                    vals["product_id"]).product_tmpl_id.id
        return super().create(vals_list)

    def _show_discount(self):
        """Tell whether the rule is shown as a discount: users may ask for it."""
        return bool(self) and self.compute_price == "percentage" and self.env.user.has_group(
            "sale.group_discount_per_so_line")

    def _is_applicable_for(self, product, quantity):
        """Tell whether the rule is about a template or variant in a quantity."""
        self.ensure_one()
        if self.min_quantity and quantity < self.min_quantity:
            return False
        template = product.product_tmpl_id if product._name == "product.product" \
            else product
        if self.applied_on == "2_product_category":
            category = template.categ_id
            return bool(category) and (category.parent_path or "").startswith(
                self.categ_id.parent_path or "-")
        if self.applied_on == "1_product":
            return self.product_tmpl_id == template
        if self.applied_on == "0_product_variant":
            variants = product if product._name == "product.product" \
                else template.product_variant_ids
            return len(variants) == 1 and self.product_id == variants
        return True

    def _compute_price(self, product, quantity, uom, date, currency=None, **kwargs):
        """Return the price of one unit by this rule; the list price without a rule."""
        currency = currency or self.currency_id or self.env.company.currency_id
        if self and self.compute_price == "fixed":
            price = product.uom_id._compute_price(self.fixed_price, uom)
            if self.currency_id != currency:
                price = self.currency_id._convert(
                    price, currency, self.env.company, date, round=False)
            return price
        base = self._compute_base_price(product, quantity, uom, date, currency, **kwargs)
        if self.compute_price == "percentage":
            return base - base * self.percent_price / 100
        if self.compute_price == "formula":
            return self._compute_formula(base, product, uom)
        return base

    def _compute_formula(self, base, product, uom):
        price = base - base * self.price_discount / 100
        if self.price_round:
            price = float_round(price, precision_rounding=self.price_round)
        for name, sign in (("price_surcharge", 1),):
            price += sign * product.uom_id._compute_price(self[name], uom)
        if self.price_min_margin:
            low = base + product.uom_id._compute_price(self.price_min_margin, uom)
            price = max(price, low)
        if self.price_max_margin:
            high = base + product.uom_id._compute_price(self.price_max_margin, uom)
            price = min(price, high)
        return price

    def _compute_base_price(self, product, quantity, uom, date, currency, **kwargs):
        base = self.base or "list_price"
        if base == "pricelist" and self.base_pricelist_id:
            price = self.base_pricelist_id._get_product_price(
                product, quantity, currency=self.base_pricelist_id.currency_id, uom=uom,
                date=date, **kwargs)
            source = self.base_pricelist_id.currency_id
        else:
            price = product._price_compute(base, uom=uom, date=date)[product.id]
            source = product.cost_currency_id if base == "standard_price" \
                else product.currency_id
        if source != currency:
            price = source._convert(
                price, currency, self.env.company, date, round=False)
        return price
