"""What is bought and sold, whatever the variant."""
from odoo import _, api, fields, models

# values of the only variant that the template shows and sets
SINGLE = ("barcode", "default_code", "standard_price", "volume", "weight")


class ProductTemplate(models.Model):
    _inherit = "product.template"
    _rec_names_search = ["name", "default_code", "barcode"]

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=1)
    type = fields.Selection(default="consu")
    sale_ok = fields.Boolean(default=True)
    purchase_ok = fields.Boolean(default=True)
    service_tracking = fields.Selection(
        [("no", "Nothing")], string="Create on Order", default="no", required=True)
    list_price = fields.Float(default=1.0, digits="Product Price")
    company_id = fields.Many2one(default=False)
    uom_id = fields.Many2one(
        "uom.uom", required=True, default=lambda self: self._get_default_uom_id())
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    cost_currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    barcode = fields.Char(
        compute="_compute_barcode", inverse="_set_barcode", search="_search_barcode")
    default_code = fields.Char(
        compute="_compute_default_code", inverse="_set_default_code", store=True)
    standard_price = fields.Float(
        compute="_compute_standard_price", inverse="_set_standard_price",
        search="_search_standard_price", digits="Product Price")
    volume = fields.Float(compute="_compute_volume", inverse="_set_volume", store=True)
    weight = fields.Float(compute="_compute_weight", inverse="_set_weight", store=True)
    weight_uom_name = fields.Char(compute="_compute_uom_names")
    volume_uom_name = fields.Char(compute="_compute_uom_names")
    product_variant_id = fields.Many2one(
        "product.product", compute="_compute_product_variant_id")
    product_variant_count = fields.Integer(compute="_compute_product_variant_count")
    is_product_variant = fields.Boolean(compute="_compute_is_product_variant")
    has_configurable_attributes = fields.Boolean(
        compute="_compute_has_configurable_attributes", store=True)
    valid_product_template_attribute_line_ids = fields.Many2many(
        "product.template.attribute.line", compute="_compute_valid_lines")

    @api.model
    def _get_default_uom_id(self):
        return self.env.ref("uom.product_uom_unit", raise_if_not_found=False) or \
            self.env["uom.uom"].search([], limit=1)

    # ---- computed
    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for template in self:
            company = template.company_id or self.env.company
            template.currency_id = company.sudo().currency_id
            template.cost_currency_id = self.env.company.currency_id

    @api.depends("product_variant_ids")
    def _compute_product_variant_id(self):
        for template in self:
            template.product_variant_id = template.product_variant_ids[:1].id

    @api.depends("product_variant_ids.product_tmpl_id")
    def _compute_product_variant_count(self):
        for template in self:
            template.product_variant_count = len(template.product_variant_ids)

    def _compute_is_product_variant(self):
        self.is_product_variant = False

    def _compute_uom_names(self):
        self.weight_uom_name = "kg"
        self.volume_uom_name = "m³"

    @api.depends("attribute_line_ids", "attribute_line_ids.value_ids")
    def _compute_has_configurable_attributes(self):
        for template in self:
            template.has_configurable_attributes = any(
                len(line.value_ids) >= 2 for line in template.attribute_line_ids)

    @api.depends("attribute_line_ids.value_ids")
    def _compute_valid_lines(self):
        for template in self:
            template.valid_product_template_attribute_line_ids = \
                template.attribute_line_ids.filtered("value_ids")

    def _take_from_variant(self, name):
        """Show the value of the only variant, archived or not."""
        for template in self:
            variants = template.product_variant_ids
            if not variants:
                variants = template.with_context(active_test=False).product_variant_ids
            empty = False if self._fields[name].type == "char" else 0.0
            template[name] = variants[name] if len(variants) == 1 else empty

    def _give_to_variant(self, name):
        for template in self:
            variants = template.product_variant_ids
            if not variants:
                variants = template.with_context(active_test=False).product_variant_ids
            if len(variants) == 1:
                variants[name] = template[name]

    @api.depends("product_variant_ids.default_code")
    def _compute_default_code(self):
        self._take_from_variant("default_code")

    def _set_default_code(self):
        self._give_to_variant("default_code")

    @api.depends("product_variant_ids.barcode")
    def _compute_barcode(self):
        self._take_from_variant("barcode")

    def _set_barcode(self):
        self._give_to_variant("barcode")

    def _search_barcode(self, operator, value):
        return [("product_variant_ids.barcode", operator, value)]

    @api.depends("product_variant_ids.standard_price")
    @api.depends_context("company")
    def _compute_standard_price(self):
        self._take_from_variant("standard_price")

    def _set_standard_price(self):
        self._give_to_variant("standard_price")

    def _search_standard_price(self, operator, value):
        return [("product_variant_ids.standard_price", operator, value)]

    @api.depends("product_variant_ids.volume")
    def _compute_volume(self):
        self._take_from_variant("volume")

    def _set_volume(self):
        self._give_to_variant("volume")

    @api.depends("product_variant_ids.weight")
    def _compute_weight(self):
        self._take_from_variant("weight")

    def _set_weight(self):
        self._give_to_variant("weight")

    @api.depends("name", "default_code")
    def _compute_display_name(self):
        for template in self:
            code = f"[{template.default_code}] " if template.default_code else ""
            template.display_name = f"{code}{template.name}" if template.name else False

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make templates with their variants."""
        templates = super().create(vals_list)
        if self.env.context.get("create_product_product", True):
            templates._create_variant_ids()
        for template, vals in zip(templates, vals_list, strict=True):
            single = {name: vals[name] for name in SINGLE if vals.get(name)}
            if single:
                template.write(single)
        return templates

    def write(self, vals):
        """Change templates; variants follow attributes and archiving."""
        result = super().write(vals)
        if self.env.context.get("create_product_product", True) and (
            "attribute_line_ids" in vals
            or vals.get("active") and not self.product_variant_ids
        ):
            self._create_variant_ids()
        if "active" in vals and not vals["active"]:
            self.with_context(active_test=False).product_variant_ids.write(
                {"active": False})
        elif vals.get("active"):
            variants = self.with_context(active_test=False).product_variant_ids
            variants.filtered(lambda variant: not variant.active).write({"active": True})
        return result

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for template, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", template.name)
        return values

    # ---- prices
    def get_contextual_price(self, product=None):
        """Return the price on the pricelist of the context."""
        self.ensure_one()
        return self._get_contextual_price(product)

    def _get_contextual_price(self, product=None):
        pricelist = self.env["product.pricelist"].browse(
            self.env.context.get("pricelist"))
        return pricelist._get_product_price(
            product or self, self.env.context.get("quantity", 1.0),
            uom=self.env["uom.uom"].browse(self.env.context.get("uom")),
            date=self.env.context.get("date"),
        )

    def _price_compute(self, price_type, uom=None, currency=None, company=None, date=None):
        """Return a price of each record: {id: price}."""
        company = company or self.env.company
        date = date or fields.Date.context_today(self)
        prices = {}
        for record in self.with_company(company):
            price = record[price_type] or 0.0
            source = record.currency_id
            if price_type == "standard_price":
                source = record.cost_currency_id
            elif record._name == "product.product" and price_type == "list_price":
                price += record.price_extra
            if uom:
                price = record.uom_id._compute_price(price, uom)
            if currency and currency != source:
                price = source._convert(price, currency, company, date, round=False)
            prices[record.id] = price
        return prices
