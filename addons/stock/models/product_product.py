"""How much of a product there is."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProductTemplate(models.Model):
    _inherit = "product.template"

    is_storable = fields.Boolean(
        compute="compute_is_storable", store=True, readonly=False, default=False,
        precompute=True)
    tracking = fields.Selection(
        compute="_compute_tracking", store=True, readonly=False, default="none",
        precompute=True, required=True)
    qty_available = fields.Float(
        compute="_compute_quantities", inverse="_inverse_qty_available",
        search="_search_qty_available", digits="Product Unit")
    virtual_available = fields.Float(
        compute="_compute_quantities", search="_search_virtual_available",
        digits="Product Unit")
    incoming_qty = fields.Float(
        compute="_compute_quantities", search="_search_incoming_qty",
        digits="Product Unit")
    outgoing_qty = fields.Float(
        compute="_compute_quantities", search="_search_outgoing_qty",
        digits="Product Unit")

    @api.depends("type")
    def compute_is_storable(self):
        """Only goods are kept in stock."""
        for template in self:
            if template.type != "consu":
                template.is_storable = False

    @api.depends("is_storable")
    def _compute_tracking(self):
        for template in self:
            if not template.is_storable or not template.tracking:
                template.tracking = "none"

    @api.depends("product_variant_ids.qty_available",
                 "product_variant_ids.virtual_available")
    @api.depends_context("location", "warehouse_id", "company", "to_date", "from_date")
    def _compute_quantities(self):
        for template in self:
            variants = template.product_variant_ids
            for name in ("qty_available", "virtual_available", "incoming_qty",
                         "outgoing_qty"):
                template[name] = sum(variants.mapped(name))

    def _inverse_qty_available(self):
        for template in self:
            if len(template.product_variant_ids) == 1:
                template.product_variant_ids.qty_available = template.qty_available

    def _search_by_variants(self, name, operator, value):
        variants = self.env["product.product"].with_context(active_test=False)
        domain = getattr(variants, f"_search_{name}")(operator, value)
        return [("product_variant_ids", "in", variants.search(domain).ids)]

    def _search_qty_available(self, operator, value):
        return self._search_by_variants("qty_available", operator, value)

    def _search_virtual_available(self, operator, value):
        return self._search_by_variants("virtual_available", operator, value)

    def _search_incoming_qty(self, operator, value):
        return self._search_by_variants("incoming_qty", operator, value)

    def _search_outgoing_qty(self, operator, value):
        return self._search_by_variants("outgoing_qty", operator, value)


class ProductProduct(models.Model):
    _inherit = "product.product"

    qty_available = fields.Float(
        compute="_compute_quantities", inverse="_inverse_qty_available",
        search="_search_qty_available", digits="Product Unit")
    virtual_available = fields.Float(
        compute="_compute_quantities", search="_search_virtual_available",
        digits="Product Unit")
    free_qty = fields.Float(
        compute="_compute_quantities", search="_search_free_qty",
        digits="Product Unit")
    incoming_qty = fields.Float(
        compute="_compute_quantities", search="_search_incoming_qty",
        digits="Product Unit")
    outgoing_qty = fields.Float(
        compute="_compute_quantities", search="_search_outgoing_qty",
        digits="Product Unit")

    def _inverse_qty_available(self):
        """Count the goods in the warehouse of the context, or the company's first."""
        chosen = self._read_ids("stock.warehouse", self.env.context.get("warehouse_id"))
        for product in self.filtered("is_storable"):
            company = product.company_id or self.env.company
            warehouse = self.env["stock.warehouse"].browse(chosen[:1]) or \
                self.env["stock.warehouse"].search(
                    [("company_id", "=", company.id)], limit=1)
            self.env["stock.quant"].with_context(inventory_mode=True).create({
                "product_id": product.id, "location_id": warehouse.lot_stock_id.id,
                "inventory_quantity": product.qty_available}).action_apply_inventory()

    def _get_locations(self):
        """Return the places that are looked at: those of the context, or all own."""
        context, locations = self.env.context, self.env["stock.location"]
        chosen = self._read_ids("stock.location", context.get("location"))
        warehouses = self._read_ids("stock.warehouse", context.get("warehouse_id"))
        if warehouses:
            places = self.env["stock.warehouse"].browse(warehouses).view_location_id.ids
            if chosen:
                return locations.search([("id", "child_of", chosen),
                                         ("id", "child_of", places)])
            chosen = places
        if chosen:
            return locations.search([("id", "child_of", chosen)])
        return locations.search([
            ("usage", "in", ("internal", "transit")),
            ("company_id", "in", self.env.companies.ids)])

    def _read_ids(self, model, value):
        """Return ids of what a context gives: an id, a name, or a list of them."""
        ids = []
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(one, str):
                ids += self.env[model].search([(
                    self.env[model]._rec_name, "ilike", one)]).ids
            elif one:
                ids.append(int(one))
        return ids

    @api.depends("stock_quant_ids.quantity", "stock_quant_ids.reserved_quantity",
                 "stock_move_ids.product_qty", "stock_move_ids.state",
                 "stock_move_ids.quantity")
    @api.depends_context("lot_id", "owner_id", "package_id", "from_date", "to_date",
                         "location", "warehouse_id", "allowed_company_ids", "company")
    def _compute_quantities(self):
        context = self.env.context
        found = self._compute_quantities_dict(*(
            context.get(name) for name in (
                "lot_id", "owner_id", "package_id", "from_date", "to_date")))
        for product in self:
            product.update(found[product.id])

    def _compute_quantities_dict(
        self, lot_id, owner_id, package_id, from_date=False, to_date=False,
    ):
        """Return the five quantities of each product, on a day if one is given."""
        own = self._get_locations().ids
        start = fields.Datetime.to_datetime(from_date) if from_date else None
        end = self._get_end_of_day(to_date)
        past = bool(end and end < fields.Datetime.now())
        same = [(name, "=", value) for name, value in (
            ("lot_id", lot_id), ("owner_id", owner_id), ("package_id", package_id))
            if value]
        quants = self._sum("stock.quant", [("location_id", "in", own), *same],
                           ["quantity:sum", "reserved_quantity:sum"])
        ways = ([("location_dest_id", "in", own), ("location_id", "not in", own)],
                [("location_id", "in", own), ("location_dest_id", "not in", own)])
        owner = [("restrict_partner_id", "=", owner_id)] if owner_id else []
        dates = [("date", ">=", start)] if start else []
        dates += [("date", "<=", end)] if end else []
        coming, going = ({} if past else self._sum("stock.move", [
            ("state", "in", ("waiting", "confirmed", "assigned", "partially_available")),
            *way, *owner, *dates], ["product_qty:sum"]) for way in ways)
        since = ({}, {}) if not past else tuple(self._sum("stock.move.line", [
            ("state", "=", "done"), ("date", ">", end), *way,
            *[leaf for leaf in same if leaf[0] != "package_id"]],
            ["quantity_product_uom:sum"]) for way in ways)
        result = {}
        for product in self:
            key = product._origin.id
            stock, reserved = quants.get(key, (0.0, 0.0))
            [incoming], [outgoing] = coming.get(key, (0.0,)), going.get(key, (0.0,))
            stock += since[1].get(key, (0.0,))[0] - since[0].get(key, (0.0,))[0]
            rounded = product.uom_id.round if product.uom_id else float
            result[product.id] = {
                "qty_available": rounded(stock), "free_qty": rounded(stock - reserved),
                "incoming_qty": rounded(incoming), "outgoing_qty": rounded(outgoing),
                "virtual_available": rounded(stock + incoming - outgoing)}
        return result

    def _get_end_of_day(self, value):
        if not value:
            return None
        moment = fields.Datetime.to_datetime(value)
        whole_day = len(str(value)) == 10
        return moment.replace(hour=23, minute=59, second=59) if whole_day else moment

    def _sum(self, model, domain, aggregates):
        groups = self.env[model].sudo()._read_group(
            [("product_id", "in", self._origin.ids), *domain], ["product_id"], aggregates)
        return {product.id: sums for product, *sums in groups}

    def _search_quantity(self, name, operator, value):
        import operator as functions
        compare = {"=": functions.eq, "!=": functions.ne, "<": functions.lt,
                   "<=": functions.le, ">": functions.gt, ">=": functions.ge}.get(operator)
        if operator == "in":
            def compare(one, many):
                return one in many
        if compare is None or isinstance(value, str):
            raise UserError(_("Invalid domain operator %s", operator))
        moved = self.env["stock.quant"].sudo()._read_group([], ["product_id"]) + \
            self.env["stock.move"].sudo()._read_group(
                [("state", "not in", ("draft", "done", "cancel"))], ["product_id"])
        products = self.browse({product.id for [product] in moved if product})
        matching = [product.id for product in products.with_context(active_test=False)
                    if compare(product[name], value)]
        if compare(0.0, value):
            return ["|", ("id", "in", matching), ("id", "not in", products.ids)]
        return [("id", "in", matching)]

    def _search_qty_available(self, operator, value):
        return self._search_quantity("qty_available", operator, value)

    def _search_free_qty(self, operator, value):
        return self._search_quantity("free_qty", operator, value)

    def _search_virtual_available(self, operator, value):
        return self._search_quantity("virtual_available", operator, value)

    def _search_incoming_qty(self, operator, value):
        return self._search_quantity("incoming_qty", operator, value)

    def _search_outgoing_qty(self, operator, value):
        return self._search_quantity("outgoing_qty", operator, value)
