"""What a form says of the stock of a product: moves, reordering rules, serial numbers."""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProductProduct(models.Model):
    _inherit = "product.product"

    nbr_moves_in = fields.Integer(compute="_compute_nbr_moves", compute_sudo=False)
    nbr_moves_out = fields.Integer(compute="_compute_nbr_moves", compute_sudo=False)
    nbr_reordering_rules = fields.Integer(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    reordering_min_qty = fields.Float(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    reordering_max_qty = fields.Float(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    show_on_hand_qty_status_button = fields.Boolean(compute="_compute_show_buttons")
    show_forecasted_qty_status_button = fields.Boolean(compute="_compute_show_buttons")
    show_qty_update_button = fields.Boolean(compute="_compute_show_buttons")
    valid_ean = fields.Boolean(compute="_compute_valid_ean")

    def _compute_nbr_moves(self):
        since = fields.Datetime.now() - relativedelta(years=1)
        domain = [("product_id", "in", self.ids), ("state", "=", "done"),
                  ("date", ">=", since)]
        counts = []
        for code in ("incoming", "outgoing"):
            groups = self.env["stock.move.line"]._read_group(
                [*domain, ("picking_code", "=", code)], ["product_id"], ["__count"])
            counts.append({product.id: count for product, count in groups})
        for product in self:
            product.nbr_moves_in, product.nbr_moves_out = (
                found.get(product.id, 0) for found in counts)

    def _compute_nbr_reordering_rules(self):
        groups = self.env["stock.warehouse.orderpoint"]._read_group(
            [("product_id", "in", self.ids)], ["product_id"],
            ["__count", "product_min_qty:sum", "product_max_qty:sum"])
        found = {product.id: sums for product, *sums in groups}
        for product in self:
            count, low, high = found.get(product.id, (0, 0.0, 0.0))
            product.nbr_reordering_rules = count
            product.reordering_min_qty, product.reordering_max_qty = low, high

    @api.depends("type", "is_storable")
    def _compute_show_buttons(self):
        for product in self:
            product.show_on_hand_qty_status_button = product.is_storable
            product.show_forecasted_qty_status_button = product.is_storable
            product.show_qty_update_button = product.is_storable

    @api.depends("barcode")
    def _compute_valid_ean(self):
        for product in self:
            code = product.barcode or ""
            product.valid_ean = len(code) == 13 and code.isdigit() and sum(
                int(digit) * (3 if place % 2 else 1)
                for place, digit in enumerate(code)) % 10 == 0

    def filter_has_routes(self):
        """Return the products that routes are chosen for, by themselves or their category."""
        return self.filtered(
            lambda product: product.route_ids or product.categ_id._get_all_routes())

    def get_components(self):
        """Return the ids of what the product is made of: itself."""
        self.ensure_one()
        return self.ids


class ProductTemplate(models.Model):
    _inherit = "product.template"

    nbr_moves_in = fields.Integer(compute="_compute_nbr_moves", compute_sudo=False)
    nbr_moves_out = fields.Integer(compute="_compute_nbr_moves", compute_sudo=False)
    nbr_reordering_rules = fields.Integer(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    reordering_min_qty = fields.Float(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    reordering_max_qty = fields.Float(
        compute="_compute_nbr_reordering_rules", compute_sudo=False)
    show_on_hand_qty_status_button = fields.Boolean(compute="_compute_show_buttons")
    show_forecasted_qty_status_button = fields.Boolean(compute="_compute_show_buttons")
    show_qty_update_button = fields.Boolean(compute="_compute_show_buttons")
    has_available_route_ids = fields.Boolean(
        compute="_compute_has_available_route_ids",
        default=lambda self: bool(self.env["stock.route"].search_count(
            [("product_selectable", "=", True)], limit=1)))
    route_from_categ_ids = fields.Many2many(related="categ_id.total_route_ids")
    lot_sequence_id = fields.Many2one(default=lambda self: self.env.ref(
        "stock.sequence_production_lots", raise_if_not_found=False))
    location_id = fields.Many2one("stock.location", store=False)
    warehouse_id = fields.Many2one("stock.warehouse", store=False)
    serial_prefix_format = fields.Char(
        compute="_compute_serial_prefix_format", inverse="_inverse_serial_prefix_format")
    next_serial = fields.Char(compute="_compute_next_serial")

    def _sum_of_variants(self, *names):
        for template in self:
            for name in names:
                template[name] = sum(template.product_variant_ids.mapped(name))

    def _compute_nbr_moves(self):
        self._sum_of_variants("nbr_moves_in", "nbr_moves_out")

    def _compute_nbr_reordering_rules(self):
        self._sum_of_variants(
            "nbr_reordering_rules", "reordering_min_qty", "reordering_max_qty")

    @api.depends("type", "is_storable")
    def _compute_show_buttons(self):
        for template in self:
            template.show_on_hand_qty_status_button = template.is_storable
            template.show_forecasted_qty_status_button = template.is_storable
            template.show_qty_update_button = template.is_storable

    @api.depends("type")
    def _compute_has_available_route_ids(self):
        self.has_available_route_ids = bool(self.env["stock.route"].search_count(
            [("product_selectable", "=", True)], limit=1))

    @api.depends("lot_sequence_id.prefix")
    def _compute_serial_prefix_format(self):
        for template in self:
            template.serial_prefix_format = template.lot_sequence_id.prefix or ""

    def _inverse_serial_prefix_format(self):
        usual = self.env.ref("stock.sequence_production_lots", raise_if_not_found=False)
        sequences = self.env["ir.sequence"]
        for template in self:
            prefix = template.serial_prefix_format
            if not prefix:
                template.lot_sequence_id = usual
                continue
            template.lot_sequence_id = sequences.search(
                [("code", "=", "stock.lot.serial"), ("prefix", "=", prefix)], limit=1) \
                or sequences.sudo().create({
                    "name": _("%s Sequence", template.name), "code": "stock.lot.serial",
                    "prefix": prefix, "padding": 7, "company_id": False})

    @api.depends("lot_sequence_id.prefix", "lot_sequence_id.number_next_actual")
    def _compute_next_serial(self):
        for template in self:
            sequence = template.lot_sequence_id
            template.next_serial = sequence.get_next_char(
                sequence.number_next_actual) if sequence else ""

    # ---- what has moved stays what it is
    def write(self, vals):
        """Change templates; what stock hangs on stays while there is some."""
        if "uom_id" in vals:
            changed = self.filtered(lambda own: own.uom_id.id != vals["uom_id"])
            if changed and self.env["stock.move.line"].sudo().search_count(
                    [("product_id", "in", changed.with_context(
                        active_test=False).product_variant_ids.ids),
                     ("state", "=", "done")], limit=1):
                raise UserError(_(
                    "You cannot change the unit of measure as there are already stock moves "
                    "for this product. If you want to change the unit of measure, you "
                    "should rather archive this product and create a new one."))
        if "type" in vals and vals["type"] != "consu" or vals.get("is_storable") is False:
            self._check_storage(vals)
        return super().write(vals)

    def _check_storage(self, vals):
        templates = self.filtered("is_storable").with_context(active_test=False)
        variants = templates.product_variant_ids
        if any(not variant.uom_id.is_zero(variant.qty_available) for variant in variants):
            raise UserError(_(
                "Available quantity should be set to zero before changing inventory "
                "tracking"))
        if "type" in vals and self.env["stock.move.line"].sudo().search_count(
                [("product_id", "in", variants.ids), ("state", "in", (
                    "partially_available", "assigned"))], limit=1):
            raise UserError(_(
                "You can not change the type of a product that is currently reserved on a "
                "stock move. If you need to change the type, you should first unreserve "
                "the stock move."))


class ProductCategory(models.Model):
    _inherit = "product.category"

    parent_route_ids = fields.Many2many(
        "stock.route", compute="_compute_parent_route_ids")
    total_route_ids = fields.Many2many(
        "stock.route", compute="_compute_total_route_ids",
        search="_search_total_route_ids")
    filter_for_stock_putaway_rule = fields.Boolean(
        store=False, search="_search_filter_for_stock_putaway_rule")

    @api.depends("parent_id")
    def _compute_parent_route_ids(self):
        for category in self:
            category.parent_route_ids = category.parent_id._get_all_routes() \
                if category.parent_id else False

    @api.depends("route_ids", "parent_route_ids")
    def _compute_total_route_ids(self):
        for category in self:
            category.total_route_ids = category.route_ids | category.parent_route_ids

    def _search_total_route_ids(self, operator, value):
        categories = self.search([("route_ids", operator, value)])
        return [("id", "child_of", categories.ids)]

    def _search_filter_for_stock_putaway_rule(self, operator, value):
        active = self.env["product.template"].browse(
            self.env.context.get("active_id") or ())
        if self.env.context.get("active_model") == "product.template" and active:
            return [("id", "=", active.categ_id.id)]
        return []
