"""How much of a product there is."""
from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    is_storable = fields.Boolean(
        compute="_compute_is_storable", store=True, readonly=False, default=False,
        precompute=True)
    tracking = fields.Selection(
        compute="_compute_tracking", store=True, readonly=False, default="none",
        precompute=True, required=True)
    qty_available = fields.Float(
        compute="_compute_quantities", digits="Product Unit")
    virtual_available = fields.Float(
        compute="_compute_quantities", digits="Product Unit")
    incoming_qty = fields.Float(compute="_compute_quantities", digits="Product Unit")
    outgoing_qty = fields.Float(compute="_compute_quantities", digits="Product Unit")

    @api.depends("type")
    def _compute_is_storable(self):
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
    @api.depends_context("location", "warehouse_id", "company")
    def _compute_quantities(self):
        for template in self:
            variants = template.product_variant_ids
            for name in ("qty_available", "virtual_available", "incoming_qty",
                         "outgoing_qty"):
                template[name] = sum(variants.mapped(name))


class ProductProduct(models.Model):
    _inherit = "product.product"

    qty_available = fields.Float(
        compute="_compute_quantities", search="_search_qty_available",
        digits="Product Unit")
    virtual_available = fields.Float(
        compute="_compute_quantities", digits="Product Unit")
    free_qty = fields.Float(compute="_compute_quantities", digits="Product Unit")
    incoming_qty = fields.Float(compute="_compute_quantities", digits="Product Unit")
    outgoing_qty = fields.Float(compute="_compute_quantities", digits="Product Unit")

    def _get_locations(self):
        """Return the places that are looked at: those of the context, or all own."""
        context = self.env.context
        locations = self.env["stock.location"]
        chosen = context.get("location")
        warehouse = self.env["stock.warehouse"].browse(context.get("warehouse_id") or ())
        if warehouse:
            chosen = warehouse.view_location_id.ids
        if chosen:
            ids = chosen if isinstance(chosen, (list, tuple)) else [chosen]
            return locations.search([("id", "child_of", list(ids))])
        return locations.search([
            ("usage", "in", ("internal", "transit")),
            ("company_id", "in", self.env.companies.ids)])

    @api.depends("stock_quant_ids.quantity", "stock_quant_ids.reserved_quantity",
                 "stock_move_ids.product_qty", "stock_move_ids.state")
    @api.depends_context("location", "warehouse_id", "company")
    def _compute_quantities(self):
        own = self._get_locations().ids
        quants = self._sum("stock.quant", [("location_id", "in", own)],
                           ["quantity:sum", "reserved_quantity:sum"])
        open_ = [("state", "in", ("waiting", "confirmed", "assigned",
                                  "partially_available"))]
        coming = self._sum("stock.move", [
            *open_, ("location_dest_id", "in", own), ("location_id", "not in", own)],
            ["product_qty:sum"])
        going = self._sum("stock.move", [
            *open_, ("location_id", "in", own), ("location_dest_id", "not in", own)],
            ["product_qty:sum"])
        for product in self:
            stock, reserved = quants.get(product.id, (0.0, 0.0))
            [incoming] = coming.get(product.id, (0.0,))
            [outgoing] = going.get(product.id, (0.0,))
            product.qty_available = stock
            product.free_qty = stock - reserved
            product.incoming_qty, product.outgoing_qty = incoming, outgoing
            product.virtual_available = stock + incoming - outgoing

    def _sum(self, model, domain, aggregates):
        groups = self.env[model].sudo()._read_group(
            [("product_id", "in", self.ids), *domain], ["product_id"], aggregates)
        return {product.id: sums for product, *sums in groups}

    def _search_qty_available(self, operator, value):
        import operator as functions
        compare = {"=": functions.eq, "!=": functions.ne, "<": functions.lt,
                   "<=": functions.le, ">": functions.gt, ">=": functions.ge}[operator]
        groups = self.env["stock.quant"].sudo()._read_group(
            [("location_id", "in", self._get_locations().ids)], ["product_id"],
            ["quantity:sum"])
        matching = [product.id for product, total in groups if compare(total, value)]
        if compare(0.0, value):
            others = [product.id for product, _total in groups]
            return ["|", ("id", "in", matching), ("id", "not in", others)]
        return [("id", "in", matching)]
