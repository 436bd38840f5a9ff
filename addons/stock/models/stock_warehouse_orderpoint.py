"""Replenishment: how much of a product a place is to hold."""
from datetime import datetime, time

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class StockWarehouseOrderpoint(models.Model):
    _inherit = "stock.warehouse.orderpoint"

    name = fields.Char(
        default=lambda self: self.env["ir.sequence"].next_by_code("stock.orderpoint"),
        required=True, copy=False)
    trigger = fields.Selection(default="auto")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    warehouse_id = fields.Many2one(
        "stock.warehouse", compute="_compute_warehouse_id", store=True, readonly=False,
        required=True, precompute=True)
    location_id = fields.Many2one(
        "stock.location", compute="_compute_location_id", store=True, readonly=False,
        required=True, precompute=True)
    product_min_qty = fields.Float(default=0.0, digits="Product Unit")
    product_max_qty = fields.Float(
        compute="_compute_product_max_qty", store=True, readonly=False,
        digits="Product Unit", default=0.0, precompute=True)
    rule_ids = fields.Many2many("stock.rule", compute="_compute_rules")
    lead_days = fields.Float(compute="_compute_rules")
    lead_horizon_date = fields.Date(compute="_compute_rules")
    effective_route_id = fields.Many2one(
        "stock.route", compute="_compute_rules", search="_search_effective_route_id")
    qty_on_hand = fields.Float(compute="_compute_qty", digits="Product Unit")
    qty_forecast = fields.Float(compute="_compute_qty", digits="Product Unit")
    qty_to_order = fields.Float(
        compute="_compute_qty_to_order", inverse="_inverse_qty_to_order",
        search="_search_qty_to_order", digits="Product Unit")
    qty_to_order_computed = fields.Float(
        compute="_compute_qty_to_order_computed", store=False, digits="Product Unit")

    _product_location_check = models.Constraint(
        "unique (product_id, location_id, company_id)",
        "A replenishment rule already exists for this product on this location.")

    @api.depends("location_id", "company_id")
    def _compute_warehouse_id(self):
        for point in self:
            point.warehouse_id = point.location_id.warehouse_id or point.warehouse_id or \
                self.env["stock.warehouse"].search(
                    [("company_id", "=", point.company_id.id)], limit=1)

    @api.depends("warehouse_id", "company_id")
    def _compute_location_id(self):
        for point in self:
            point.location_id = point.location_id or point.warehouse_id.lot_stock_id or \
                self.env["stock.warehouse"].search(
                    [("company_id", "=", point.company_id.id)], limit=1).lot_stock_id

    @api.depends("product_min_qty")
    def _compute_product_max_qty(self):
        for point in self:
            if point.product_max_qty < point.product_min_qty or not point.product_max_qty:
                point.product_max_qty = point.product_min_qty

    @api.depends("route_id", "product_id", "location_id", "warehouse_id")
    def _compute_rules(self):
        rules = self.env["stock.rule"]
        for point in self:
            rule = rules._get_rule(point.product_id, point.location_id, {
                "route_ids": point.route_id, "warehouse_id": point.warehouse_id}) \
                if point.product_id and point.location_id else rules
            days = rule.delay + point._get_vendor_days(rule)
            point.rule_ids, point.lead_days = rule, days
            point.effective_route_id = point.route_id or rule.route_id
            point.lead_horizon_date = fields.Date.context_today(point) + relativedelta(
                days=days + point.get_horizon_days())

    def _get_vendor_days(self, rule):
        """Return the days that a vendor needs (hook)."""
        return 0

    def get_horizon_days(self):
        """Return the days to look ahead."""
        return self.company_id[:1].horizon_days or 0 \
            if "horizon_days" in self.env.company._fields else 0

    @api.depends("product_id", "location_id")
    def _compute_qty(self):
        for point in self:
            product = point.product_id.with_context(location=point.location_id.id)
            point.qty_on_hand = product.qty_available
            point.qty_forecast = product.virtual_available + point._get_quantity_ordered()

    def _get_quantity_ordered(self):
        """Return what is asked for and no move knows of yet (hook)."""
        return 0.0

    def _search_effective_route_id(self, operator, value):
        routes = self.env["stock.route"].search([("id", operator, value)])
        points = self.search([]).filtered(lambda own: own.effective_route_id in routes)
        return [("id", "in", points.ids)]

    @api.depends("qty_forecast", "product_min_qty", "product_max_qty")
    def _compute_qty_to_order_computed(self):
        for point in self:
            short = point.product_id.uom_id.compare(
                point.qty_forecast, point.product_min_qty) < 0
            wanted = max(point.product_min_qty, point.product_max_qty) - point.qty_forecast
            unit = point.replenishment_uom_id
            if short and unit:
                packs = point.product_id.uom_id._compute_quantity(wanted, unit)
                wanted = unit._compute_quantity(-(-packs // 1), point.product_id.uom_id)
            point.qty_to_order_computed = wanted if short else 0.0

    @api.depends("qty_to_order_manual", "qty_to_order_computed")
    def _compute_qty_to_order(self):
        for point in self:
            point.qty_to_order = point.qty_to_order_manual or point.qty_to_order_computed

    def _inverse_qty_to_order(self):
        for point in self:
            point.qty_to_order_manual = 0 if point.trigger == "auto" and \
                point.qty_to_order == point.qty_to_order_computed else point.qty_to_order

    def _search_qty_to_order(self, operator, value):
        import operator as functions
        compare = {"=": functions.eq, "!=": functions.ne, "<": functions.lt,
                   "<=": functions.le, ">": functions.gt, ">=": functions.ge}.get(operator)
        if not compare:
            return NotImplemented
        found = self.search([]).filtered(
            lambda point: compare(point.qty_to_order, value))
        return [("id", "in", found.ids)]

    @api.constrains("product_min_qty", "product_max_qty")
    def _check_min_max_qty(self):
        if any(point.product_min_qty > point.product_max_qty for point in self):
            raise ValidationError(_(
                "The minimum quantity must be less than or equal to the maximum "
                "quantity."))

    @api.constrains("product_id")
    def _check_product_storable(self):
        if any(not point.product_id.is_storable for point in self):
            raise ValidationError(_(
                "You can not create a reordering rule for a product which is not "
                "storable."))

    def write(self, vals):
        """Change rules; their company stays."""
        if "company_id" in vals and any(
                point.company_id.id != vals["company_id"] for point in self):
            raise UserError(_(
                "Changing the company of this record is forbidden at this point, you "
                "should rather archive it and create a new one."))
        return super().write(vals)

    # ---- ordering
    def _procure(self, raise_user_error=True):
        """Run the rules for what is to be ordered."""
        rule, needs = self.env["stock.rule"], []
        for point in self:
            if point.snoozed_until and point.snoozed_until > fields.Date.context_today(self):
                continue
            if point.product_id.uom_id.compare(point.qty_to_order, 0.0) <= 0:
                continue
            day = datetime.combine(
                fields.Date.context_today(self) + relativedelta(days=point.lead_days),
                time(12))
            needs.append(rule.Procurement(
                point.product_id, point.qty_to_order, point.product_id.uom_id, point.location_id,
                point.name, point.name, point.company_id, {
                    "route_ids": point.route_id, "date_planned": day,
                    "date_deadline": day, "warehouse_id": point.warehouse_id,
                    "orderpoint_id": point, "company_id": point.company_id,
                    **point._get_supplier_values()}))
        rule.with_context(from_orderpoint=True).run(
            needs, raise_user_error=raise_user_error)
        self.write({"qty_to_order_manual": 0})
        self.invalidate_recordset()

    def _get_supplier_values(self):
        return {}

    def action_replenish(self, force_to_max=False):
        """Order now; the notification says what was made."""
        if force_to_max:
            for point in self:
                point.qty_to_order = point.product_max_qty - point.qty_forecast
        self._procure()
        self.filtered(lambda point: point.create_uid.id == 1 and not point.product_min_qty
                      and not point.product_max_qty
                      and point.trigger == "manual").unlink()
        return False

    def action_replenish_auto(self):
        """Order now, and by itself from now on."""
        self.trigger = "auto"
        return self.action_replenish()

    def action_remove_manual_qty_to_order(self):
        """Order what is worked out again."""
        self.qty_to_order_manual = 0
