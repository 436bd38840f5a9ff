"""What to buy by what was sold, and the numbers on top of the list of orders."""
import math
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models

DAYS_OF_A_MONTH = 365.25 / 12
# how long demand is looked at: name in the context, (from months ago, for months)
PERIODS = {
    "one_week": timedelta(days=7), "30_days": timedelta(days=30),
    "three_months": relativedelta(months=3), "one_year": relativedelta(years=1),
}


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    @api.model
    def _get_late_receipt_domain(self, now):
        return [("state", "=", "purchase"), ("date_planned", "<", now),
                ("receipt_status", "in", ("pending", "partial"))]

    @api.model
    def _get_days_to_purchase(self):
        return self.env.company.days_to_purchase

    @api.model
    def _get_dashboard(self, domain):
        """Return the numbers of orders, with the part that came in time."""
        found = super()._get_dashboard(domain)
        since = fields.Datetime.now() - timedelta(days=90)
        orders = self.search([
            *domain, ("state", "=", "purchase"), ("effective_date", "!=", False),
            ("date_planned", ">=", since)])
        timely = orders.filtered(
            lambda order: order.effective_date.date() <= order.date_planned.date())
        found["otd"] = f"{len(timely) / len(orders) * 100 if orders else 0:.0f}"
        return found

    def action_purchase_order_suggest(self):
        """Have the order buy what is suggested, of the products of the context's domain."""
        self.ensure_one()
        context = self.env.context
        products = self.env["product.product"].search([
            ("type", "=", "consu"), *(context.get("suggest_domain") or ())])
        self.partner_id.sudo().write({
            name: context[name] for name in (
                "suggest_days", "suggest_based_on", "suggest_percent") if name in context})
        commands = []
        for product in products:
            commands += self._get_suggested_commands(product)
        self.write({"order_line": commands})
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {"type": "success" if commands else "info", "sticky": False,
                       "message": _("The suggested quantities were added to the order.")
                       if commands else _("There is nothing to suggest.")}}

    def _get_suggested_commands(self, product):
        """Return the commands by which one line buys what is suggested of a product."""
        quantity = product.suggested_qty
        known = self.order_line.filtered(lambda line: line.product_id == product)
        kept = known[-1:] if quantity > 0 else known.browse()
        commands = [(2, line.id) for line in known - kept]
        if kept:
            commands.append((1, kept.id, {
                "product_qty": quantity, "product_uom_id": product.uom_id.id}))
        elif quantity > 0:
            commands.append((0, 0, {"product_id": product.id, "product_qty": quantity,
                                    "product_uom_id": product.uom_id.id}))
        return commands


class ProductProduct(models.Model):
    _inherit = "product.product"

    monthly_demand = fields.Float(compute="_compute_monthly_demand")
    suggested_qty = fields.Integer(
        compute="_compute_suggested_qty", search="_search_suggested_qty")
    suggest_estimated_price = fields.Float(compute="_compute_suggest_estimated_price")

    @api.depends_context("suggest_based_on", "warehouse_id")
    def _compute_monthly_demand(self):
        start, end = self._get_demand_period()
        days = max((end - start).days, 1)
        groups = self.env["stock.move"]._read_group([
            ("product_id", "in", self.ids), ("state", "in", (
                "assigned", "confirmed", "partially_available", "done")),
            ("date", ">=", start), ("date", "<=", end), *self._get_demand_domain()],
            ["product_id"], ["product_qty:sum"])
        demand = {product.id: total for product, total in groups}
        for product in self:
            product.monthly_demand = demand.get(product._origin.id, 0.0) * \
                DAYS_OF_A_MONTH / days

    def _get_demand_domain(self):
        warehouse = self._read_ids("stock.warehouse", self.env.context.get("warehouse_id"))
        own = [("location_id.warehouse_id", "in", warehouse)] if warehouse \
            else [("location_id.usage", "in", ("internal", "transit"))]
        return [*own, ("location_dest_id.usage", "in", ("customer", "production"))]

    def _get_demand_period(self):
        """Return the moments between which demand is looked at, by the context."""
        now, basis = fields.Datetime.now(), self.env.context.get("suggest_based_on")
        if basis in PERIODS:
            return now - PERIODS[basis], now
        if basis == "last_year":
            return now - relativedelta(years=1), now - relativedelta(months=11)
        if basis == "last_year_quarter":
            return now - relativedelta(years=1), now - relativedelta(months=9)
        return now - timedelta(days=30), now

    @api.depends("monthly_demand")
    @api.depends_context("suggest_based_on", "suggest_days", "suggest_percent",
                         "warehouse_id")
    def _compute_suggested_qty(self):
        context = self.env.context
        part = context.get("suggest_percent", 100) / 100
        days = context.get("suggest_days", 7)
        until = fields.Datetime.now() + timedelta(days=days)
        for product in self:
            if context.get("suggest_based_on") == "actual_demand":
                short = -product.with_context(to_date=until).virtual_available
                product.suggested_qty = max(0, math.ceil(short * part))
                continue
            wanted = product.monthly_demand * days / DAYS_OF_A_MONTH * part
            there = max(product.virtual_available, 0.0)
            product.suggested_qty = max(0, math.ceil(round(wanted - there, 6)))

    def _search_suggested_qty(self, operator, value):
        if operator in ("in", "not in"):
            products = self.search([("type", "=", "consu")]).filtered(
                lambda product: (product.suggested_qty in value) == (operator == "in"))
        elif operator == ">":
            products = self.search([("type", "=", "consu")]).filtered(
                lambda product: product.suggested_qty > value)
        else:
            return NotImplemented
        return [("id", "in", products.ids)]

    @api.depends("suggested_qty")
    @api.depends_context("partner_id")
    def _compute_suggest_estimated_price(self):
        partner = self.env["res.partner"].browse(self.env.context.get("partner_id") or ())
        for product in self:
            quantity = product.suggested_qty
            seller = product._select_seller(
                partner, quantity, uom_id=product.uom_id) if quantity else None
            price = seller.product_uom_id._compute_price(
                seller.price_discounted, product.uom_id) if seller \
                else product.standard_price
            product.suggest_estimated_price = price * quantity


class ProductReplenish(models.TransientModel):
    _inherit = "product.replenish"

    show_vendor = fields.Boolean(compute="_compute_show_vendor")

    @api.depends("route_id")
    def _compute_show_vendor(self):
        for wizard in self:
            wizard.show_vendor = "buy" in wizard.route_id.rule_ids.mapped("action")

    @api.model
    def default_get(self, fields_list):
        """Propose to buy of the first vendor, what has any."""
        values = super().default_get(fields_list)
        product = self.env["product.product"].browse(values.get("product_id") or ())
        seller = product._select_seller(quantity=None) if product else None
        if seller and "supplier_id" in fields_list and not values.get("supplier_id"):
            values["supplier_id"] = seller.id
        return values

    def _get_procurement_values(self):
        values = super()._get_procurement_values()
        if self.supplier_id and self.show_vendor:
            values["supplierinfo_id"] = self.supplier_id
        return values

    def action_stock_replenishment_info(self):
        """Open what is known of the product's replenishment; a rule is made for it."""
        self.ensure_one()
        points = self.env["stock.warehouse.orderpoint"]
        place = self.warehouse_id.lot_stock_id
        point = points.search([("product_id", "=", self.product_id.id),
                               ("location_id", "=", place.id)], limit=1) or points.create({
                                   "product_id": self.product_id.id,
                                   "location_id": place.id, "trigger": "manual",
                                   "warehouse_id": self.warehouse_id.id})
        return point.action_stock_replenishment_info()


class StockReplenishMixin(models.AbstractModel):
    _inherit = "stock.replenish.mixin"

    show_vendor = fields.Boolean(compute="_compute_show_vendor")

    @api.depends("route_id")
    def _compute_show_vendor(self):
        for record in self:
            record.show_vendor = "buy" in record.route_id.rule_ids.mapped("action")


class StockReplenishmentInfo(models.TransientModel):
    _inherit = "stock.replenishment.info"

    show_vendor_tab = fields.Boolean(compute="_compute_show_vendor_tab")

    @api.depends("orderpoint_id")
    def _compute_show_vendor_tab(self):
        for info in self:
            point = info.orderpoint_id
            info.show_vendor_tab = "buy" in point.rule_ids.mapped("action")


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    def get_rules_dict(self):
        """Return the ways of warehouses; those of receipts may start with buying."""
        rules = super().get_rules_dict()
        supplier = self.env.ref("stock.stock_location_suppliers")
        for warehouse in self:
            first = warehouse.Routing(
                supplier, warehouse.in_type_id.default_location_dest_id,
                warehouse.in_type_id, "buy")
            for steps in ("one_step", "two_steps", "three_steps"):
                rules[warehouse.id][steps] = [first, *rules[warehouse.id][steps]]
        return rules


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _get_messages(self):
        target = self.location_dest_id.display_name or _("Destination Location")
        return {**super()._get_messages(), "buy": _(
            "When products are needed in <b>%s</b>, <br/> a request for quotation is "
            "created to fulfill the need.<br/>Note: This rule will be used in combination "
            "with the rules<br/>of the reception route(s)", target)}

    def _get_picking_type_codes(self):
        return ["incoming"] if self.action == "buy" else super()._get_picking_type_codes()
