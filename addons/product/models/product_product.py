"""Variants: what is really bought, sold and kept."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ProductProduct(models.Model):
    _inherit = "product.product"
    _inherits = {"product.template": "product_tmpl_id"}
    _rec_names_search = ["default_code", "name", "barcode"]
    _order = "default_code, name, id"

    active = fields.Boolean(default=True)
    standard_price = fields.Float(company_dependent=True, digits="Product Price")
    lst_price = fields.Float(
        compute="_compute_product_lst_price", inverse="_set_product_lst_price",
        digits="Product Price")
    price_extra = fields.Float(compute="_compute_product_price_extra", digits="Product Price")
    code = fields.Char(compute="_compute_code")
    partner_ref = fields.Char(compute="_compute_partner_ref")
    is_product_variant = fields.Boolean(compute="_compute_is_product_variant")
    combination_indices = fields.Char(
        compute="_compute_combination_indices", store=True, index=True)
    all_product_tag_ids = fields.Many2many(
        "product.tag", compute="_compute_all_product_tag_ids")
    write_date = fields.Datetime(compute="_compute_write_date", store=True)
    image_1920 = fields.Image(
        "Image", compute="_compute_image_1920", inverse="_set_image_1920")
    image_1024 = fields.Image(compute="_compute_image_1920")
    image_512 = fields.Image(compute="_compute_image_1920")
    image_256 = fields.Image(compute="_compute_image_1920")
    image_128 = fields.Image(compute="_compute_image_1920")

    _combination_unique = models.UniqueIndex(
        "(product_tmpl_id, combination_indices) WHERE active IS TRUE",
        "A product variant with the same attribute values already exists.",
    )

    # ---- computed
    @api.depends("list_price", "price_extra")
    @api.depends_context("uom")
    def _compute_product_lst_price(self):
        uom = self.env["uom.uom"].browse(self.env.context.get("uom"))
        for product in self:
            price = product.list_price
            if uom:
                price = product.uom_id._compute_price(price, uom)
            product.lst_price = price + product.price_extra

    def _set_product_lst_price(self):
        uom = self.env["uom.uom"].browse(self.env.context.get("uom"))
        for product in self:
            price = product.lst_price
            if uom:
                price = uom._compute_price(price, product.uom_id)
            product.write({"list_price": price - product.price_extra})

    @api.depends("product_template_attribute_value_ids.price_extra")
    def _compute_product_price_extra(self):
        for product in self:
            product.price_extra = sum(
                product.product_template_attribute_value_ids.mapped("price_extra"))

    @api.depends("default_code")
    @api.depends_context("partner_id")
    def _compute_code(self):
        for product in self:
            product.code = product.default_code
            for seller in product._get_partner_sellers():
                product.code = seller.product_code or product.default_code

    @api.depends("name")
    @api.depends_context("partner_id")
    def _compute_partner_ref(self):
        for product in self:
            product.partner_ref = product.display_name
            for seller in product._get_partner_sellers():
                name = seller.product_name or product.default_code or product.name
                code = f"[{product.code}] " if product.code else ""
                product.partner_ref = f"{code}{name}"

    def _get_partner_sellers(self):
        partner = self.env.context.get("partner_id")
        return self.seller_ids.filtered(
            lambda seller: seller.partner_id.id == partner)[:1] if partner else ()

    def _compute_is_product_variant(self):
        self.is_product_variant = True

    @api.depends("product_template_attribute_value_ids")
    def _compute_combination_indices(self):
        for product in self:
            ids = sorted(product.product_template_attribute_value_ids.ids)
            product.combination_indices = ",".join(map(str, ids))

    @api.depends("product_tag_ids", "additional_product_tag_ids")
    def _compute_all_product_tag_ids(self):
        for product in self:
            product.all_product_tag_ids = (
                product.product_tag_ids | product.additional_product_tag_ids)

    @api.depends("product_tmpl_id.write_date")
    def _compute_write_date(self):
        for product in self:
            product.write_date = max(
                product.write_date or self.env.cr.now(),
                product.product_tmpl_id.write_date or self.env.cr.now())

    @api.depends("image_variant_1920", "product_tmpl_id.image_1920")
    def _compute_image_1920(self):
        for product in self:
            for size in (1920, 1024, 512, 256, 128):
                own = product[f"image_variant_{size}"]
                product[f"image_{size}"] = own or product.product_tmpl_id[f"image_{size}"]

    def _set_image_1920(self):
        for product in self:
            if product.product_variant_count > 1 and product.product_tmpl_id.image_1920:
                product.image_variant_1920 = product.image_1920
            else:
                product.image_variant_1920 = False
                product.product_tmpl_id.image_1920 = product.image_1920

    @api.depends("name", "default_code", "product_tmpl_id")
    @api.depends_context("display_default_code", "seller_id", "partner_id")
    def _compute_display_name(self):
        with_code = self.env.context.get("display_default_code", True)
        for product in self.sudo():
            values = product.product_template_attribute_value_ids._get_combination_name()
            name = f"{product.name} ({values})" if values else product.name
            code = product.default_code
            for seller in product._get_partner_sellers():
                code = seller.product_code or code
                name = seller.product_name or name
            product.display_name = f"[{code}] {name}" if with_code and code else name

    # ---- rules
    @api.constrains("barcode")
    def _check_barcode_uniqueness(self):
        products = self.filtered("barcode")
        if not products:
            return
        groups = self.sudo().with_context(active_test=False)._read_group(
            [("barcode", "in", products.mapped("barcode"))], ["barcode"], ["id:recordset"])
        lines = [
            _("- Barcode \"%(barcode)s\" already assigned to product(s): "
              "%(product_list)s",
              barcode=barcode, product_list=", ".join(p.display_name for p in found))
            for barcode, found in groups if len(found) > 1
        ]
        if lines:
            raise ValidationError(
                _("Barcode(s) already assigned:\n\n%s", "\n".join(lines)))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make variants; a template of their own when none is given."""
        for vals in vals_list:
            if "lst_price" in vals and "list_price" not in vals and \
                    "product_tmpl_id" not in vals:
                vals["list_price"] = vals.pop("lst_price")
        return super(
            ProductProduct, self.with_context(create_product_product=False)
        ).create(vals_list)

    def unlink(self):
        """Delete variants, and templates that have none left."""
        templates = self.product_tmpl_id
        result = super().unlink()
        if not self.env.context.get("keep_templates"):
            templates.exists().with_context(active_test=False).filtered(
                lambda t: not t.product_variant_ids and not t.has_dynamic_attributes()
            ).unlink()
        return result

    def _unlink_or_archive(self):
        """Delete the variants that nothing refers to; archive the others."""
        for product in self.with_context(keep_templates=True):
            try:
                with self.env.cr.savepoint():
                    product.unlink()
            except Exception:  # noqa: BLE001  it is in use, whoever says so
                product.invalidate_recordset()
                product.write({"active": False})

    def copy(self, default=None):
        """Copy templates; Odoo answers the variants of the copies."""
        copies = self.browse()
        for product in self:
            template = product.product_tmpl_id.copy(default)
            copies |= template.product_variant_id or template._create_first_variant()
        return copies

    def action_archive(self):
        """Archive variants, and templates all of whose variants are archived."""
        result = super().action_archive()
        self.product_tmpl_id.filtered(
            lambda t: t.active and not t.product_variant_ids).write({"active": False})
        return result

    def action_unarchive(self):
        """Wake up variants and their templates."""
        result = super().action_unarchive()
        asleep = self.product_tmpl_id.filtered(lambda template: not template.active)
        asleep.with_context(create_product_product=False).write({"active": True})
        return result

    # ---- look-ups
    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find products by code, barcode or name; exact codes come first."""
        if name and operator in ("=", "ilike", "=ilike", "like", "=like"):
            found = self.search_fetch(
                [*(domain or []), ("default_code", "=", name)], ["display_name"],
                limit=limit) or self.search_fetch(
                [*(domain or []), ("barcode", "=", name)], ["display_name"], limit=limit)
            if found:
                return [(product.id, product.display_name) for product in found.sudo()]
        return super().name_search(name, domain, operator, limit)

    def get_product_multiline_description_sale(self):
        """Return the text of a line of an order about this product."""
        name = self.display_name
        if self.description_sale:
            name += "\n" + self.description_sale
        return name

    def get_contextual_price(self):
        """Return the price on the pricelist of the context."""
        return self._get_contextual_price()

    def _get_contextual_price(self):
        self.ensure_one()
        return self.product_tmpl_id._get_contextual_price(self)

    def _price_compute(self, price_type, uom=None, currency=None, company=None, date=None):
        return self.env["product.template"].__class__._price_compute(
            self, price_type, uom, currency, company, date)

    def _select_seller(self, partner_id=False, quantity=0.0, date=None, uom_id=False):
        """Return the vendor line that applies, the best one first."""
        self.ensure_one()
        date = date or fields.Date.context_today(self)
        sellers = self.seller_ids.filtered(
            lambda s: s.partner_id.active
            and (not partner_id or s.partner_id in (partner_id, partner_id.parent_id))
            and (not s.date_start or s.date_start <= date)
            and (not s.date_end or s.date_end >= date)
            and (not s.product_id or s.product_id == self)
            and (not s.company_id or s.company_id == self.env.company)
        )
        if quantity is not None:
            def wanted(seller):
                if uom_id and seller.product_uom_id and uom_id != seller.product_uom_id:
                    return uom_id._compute_quantity(quantity, seller.product_uom_id)
                return quantity
            sellers = sellers.filtered(lambda s: s.min_qty <= wanted(s))
        return sellers.sorted(lambda s: (s.sequence, -s.min_qty, s.price, s.id))[:1]
