"""Where goods that come to a place are put away, and how much fits there."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class StockPutawayRule(models.Model):
    _inherit = "stock.putaway.rule"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    sublocation = fields.Selection(default="no")
    location_in_id = fields.Many2one(
        "stock.location", default=lambda self: self._get_default_location("location_in_id"))
    location_out_id = fields.Many2one(
        "stock.location", default=lambda self: self._get_default_location("location_out_id"))
    category_id = fields.Many2one(
        "product.category", default=lambda self: self._get_default_active("product.category"))
    product_id = fields.Many2one(
        "product.product", default=lambda self: self._get_default_active("product.product"))
    storage_category_id = fields.Many2one(
        "stock.storage.category", compute="_compute_storage_category_id", store=True,
        readonly=False, ondelete="cascade")

    @api.model
    def _get_default_active(self, model):
        context = self.env.context
        return context.get("active_model") == model and context.get("active_id")

    @api.model
    def _get_default_location(self, name):
        if self.env.context.get("active_model") == "stock.location":
            return self.env.context.get("active_id")
        if not self.env.user.has_group("stock.group_stock_multi_warehouses"):
            warehouse = self.env["stock.warehouse"].search(
                [("company_id", "=", self.env.company.id)], limit=1)
            return warehouse.lot_stock_id.id if name == "location_in_id" else False
        return False

    @api.depends("sublocation")
    def _compute_storage_category_id(self):
        for rule in self:
            if rule.sublocation != "closest_location":
                rule.storage_category_id = False

    @api.constrains("location_out_id", "location_in_id")
    def _check_location(self):
        for rule in self:
            if not rule.location_out_id._is_within(rule.location_in_id):
                raise ValidationError(_(
                    "The location to which the product is put away must be a part of the "
                    "one where it arrives."))

    def write(self, vals):
        """Change rules; their company stays."""
        if "company_id" in vals and any(
                rule.company_id.id != vals["company_id"] for rule in self):
            raise UserError(_(
                "Changing the company of this record is forbidden at this point, you "
                "should rather archive it and create a new one."))
        return super().write(vals)

    def _get_rank(self, product, category_ids, package_type):
        """Return how special the rule is for a product; None when it does not apply."""
        types = self.package_type_ids
        if types and package_type not in types or \
                self.product_id and self.product_id != product or \
                self.category_id and self.category_id.id not in category_ids:
            return None
        depth = category_ids.index(self.category_id.id) if self.category_id \
            else len(category_ids)
        return (not types, not self.product_id, depth, self.sequence, self.id)

    def _choose_location(self, product, quantity, package_type):
        """Return the place that the rule sends goods to, if they fit anywhere."""
        self.ensure_one()
        target, category = self.location_out_id, self.storage_category_id
        if self.sublocation == "last_used":
            line = self.env["stock.move.line"].search([
                ("state", "=", "done"), ("location_dest_id", "child_of", target.id),
                ("product_id", "=", product.id)], order="date desc, id desc", limit=1)
            target = line.location_dest_id or target
            return target if target._has_room(product, quantity, package_type) \
                else target.browse()
        if not category:
            return target if target._has_room(product, quantity, package_type) \
                else target.browse()
        places = target.child_internal_location_ids.filtered(
            lambda place: place.storage_category_id == category)
        holding = places.filtered(lambda place: any(
            quant.product_id == product and quant.quantity > 0
            for quant in place.quant_ids))
        for place in holding | places:
            if place._has_room(product, quantity, package_type):
                return place
        return target.browse()


class StockLocation(models.Model):
    _inherit = "stock.location"

    def _get_putaway_strategy(self, product, quantity=0, package=None):
        """Return the place within this one that goods are put away to."""
        self.ensure_one()
        category_ids, category = [], product.categ_id
        while category:
            category_ids.append(category.id)
            category = category.parent_id
        package_type = package.package_type_id if package \
            else self.env["stock.package.type"]
        ranked = []
        for rule in self.putaway_rule_ids:
            rank = rule._get_rank(product, category_ids, package_type)
            if rank is not None:
                ranked.append((rank, rule))
        for _rank, rule in sorted(ranked, key=lambda pair: pair[0]):
            place = rule._choose_location(product, quantity, package_type)
            if place:
                return place
        return self

    def _has_room(self, product, quantity, package_type):
        """Tell whether so much of a product fits, by the category of the place."""
        self.ensure_one()
        category = self.storage_category_id
        if not category:
            return True
        there = self.quant_ids.filtered(lambda quant: quant.quantity > 0)
        others = there.filtered(lambda quant: quant.product_id != product)
        if category.allow_new_product == "empty" and there or \
                category.allow_new_product == "same" and others:
            return False
        if category.max_weight and \
                self.forecast_weight + product.weight * quantity > category.max_weight:
            return False
        limits = category.capacity_ids.filtered(lambda limit: limit.product_id == product)
        coming = sum(
            line.quantity_product_uom for line in self.incoming_move_line_ids
            if line.product_id == product and line.state not in ("draft", "done", "cancel"))
        held = sum(there.filtered(lambda quant: quant.product_id == product).mapped(
            "quantity")) + coming
        if limits and held + quantity > limits[0].quantity:
            return False
        limits = package_type and category.capacity_ids.filtered(
            lambda limit: limit.package_type_id == package_type)
        packages = there.package_id.filtered(
            lambda package: package.package_type_id == package_type)
        return not limits or len(packages) + 1 <= limits[0].quantity


class StockStorageCategory(models.Model):
    _inherit = "stock.storage.category"

    allow_new_product = fields.Selection(default="mixed")
    product_capacity_ids = fields.One2many(
        "stock.storage.category.capacity", compute="_compute_capacities",
        inverse="_inverse_capacities")
    package_capacity_ids = fields.One2many(
        "stock.storage.category.capacity", compute="_compute_capacities",
        inverse="_inverse_capacities")
    weight_uom_name = fields.Char(compute="_compute_weight_uom_name")

    _positive_max_weight = models.Constraint(
        "CHECK(max_weight >= 0)", "Max weight should be a positive number.")

    @api.depends("capacity_ids")
    def _compute_capacities(self):
        for category in self:
            of_products = category.capacity_ids.filtered("product_id")
            category.product_capacity_ids = of_products
            category.package_capacity_ids = category.capacity_ids - of_products

    def _inverse_capacities(self):
        for category in self:
            category.capacity_ids = category.product_capacity_ids | \
                category.package_capacity_ids

    def _compute_weight_uom_name(self):
        self.weight_uom_name = "kg"

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for category, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", category.name)
        return values


class StockStorageCategoryCapacity(models.Model):
    _inherit = "stock.storage.category.capacity"

    _positive_quantity = models.Constraint(
        "CHECK(quantity > 0)", "Quantity should be a positive number.")
    _unique_product = models.Constraint(
        "UNIQUE(product_id, storage_category_id)",
        "Multiple capacity rules for one product.")
    _unique_package_type = models.Constraint(
        "UNIQUE(package_type_id, storage_category_id)",
        "Multiple capacity rules for one package type.")
