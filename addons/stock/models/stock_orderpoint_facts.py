"""When reordering rules order, by what route, and the windows and wizards on them."""
import json
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.tools import format_date


class StockWarehouseOrderpoint(models.Model):
    _inherit = "stock.warehouse.orderpoint"

    allowed_location_ids = fields.One2many(
        "stock.location", compute="_compute_allowed_location_ids")
    allowed_replenishment_uom_ids = fields.Many2many(
        "uom.uom", compute="_compute_allowed_replenishment_uom_ids")
    days_to_order = fields.Float(compute="_compute_days_to_order")
    deadline_date = fields.Date(compute="_compute_deadline_date", store=True)
    replenishment_uom_id_placeholder = fields.Char(compute="_compute_placeholders")
    route_id_placeholder = fields.Char(compute="_compute_placeholders")
    show_supply_warning = fields.Boolean(compute="_compute_show_supply_warning")
    unwanted_replenish = fields.Boolean(compute="_compute_unwanted_replenish")

    @api.depends("warehouse_id", "company_id")
    def _compute_allowed_location_ids(self):
        for point in self:
            own = [("id", "child_of", point.warehouse_id.view_location_id.ids),
                   ("usage", "in", ("internal", "view"))]
            point.allowed_location_ids = self.env["stock.location"].search(own) \
                if point.warehouse_id else False

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_replenishment_uom_ids(self):
        for point in self:
            product = point.product_id
            point.allowed_replenishment_uom_ids = product.uom_id | product.uom_ids | \
                product.seller_ids.product_uom_id

    def _compute_days_to_order(self):
        self.days_to_order = 0.0

    @api.depends("product_id", "product_min_qty", "location_id")
    def _compute_deadline_date(self):
        today = fields.Date.context_today(self)
        for point in self:
            short = point.product_id and point.product_id.uom_id.compare(
                point.qty_on_hand, point.product_min_qty) < 0
            point.deadline_date = today if short else point._get_deadline()

    def _get_deadline(self):
        """Return by when to order: when moves to come leave too little, less lead days."""
        self.ensure_one()
        quantity, product = self.qty_on_hand, self.product_id
        moves = self.env["stock.move"].search([
            ("product_id", "=", product.id), ("state", "in", (
                "waiting", "confirmed", "assigned", "partially_available")),
            "|", ("location_id", "child_of", self.location_id.id),
            ("location_dest_id", "child_of", self.location_id.id)], order="date, id") \
            if product and self.location_id else ()
        for move in moves:
            into = move.location_dest_id._is_within(self.location_id)
            out = move.location_id._is_within(self.location_id)
            quantity += move.product_qty * (into - out)
            if product.uom_id.compare(quantity, self.product_min_qty) < 0:
                day = move.date.date() - timedelta(days=self.lead_days)
                return max(day, fields.Date.context_today(self))
        return False

    @api.depends("effective_route_id", "product_id")
    def _compute_placeholders(self):
        for point in self:
            point.route_id_placeholder = point.effective_route_id.display_name or ""
            point.replenishment_uom_id_placeholder = ""

    @api.depends("rule_ids", "product_id")
    def _compute_show_supply_warning(self):
        for point in self:
            point.show_supply_warning = not point.rule_ids

    @api.depends("product_id", "qty_to_order", "product_max_qty")
    def _compute_unwanted_replenish(self):
        for point in self:
            point.unwanted_replenish = bool(
                point.product_id and point.qty_to_order > 0
                and point.product_id.uom_id.compare(
                    point.qty_forecast + point.qty_to_order, point.product_max_qty) > 0)

    # ---- windows
    @api.model
    def action_open_orderpoints(self):
        """Open what is to be replenished; rules are made for what lacks them."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_orderpoint_replenish")
        action["context"] = self.env.context
        self._make_missing_points()
        return action

    @api.model
    def _make_missing_points(self):
        """Make a manual rule for goods that will be short and that no rule is for."""
        for warehouse in self.env["stock.warehouse"].search([]):
            place = warehouse.lot_stock_id
            products = self.env["product.product"].with_context(
                warehouse_id=warehouse.id).search([
                    ("is_storable", "=", True), ("virtual_available", "<", 0)])
            known = self.with_context(active_test=False).search([
                ("location_id", "=", place.id),
                ("product_id", "in", products.ids)]).product_id
            self.sudo().create([{
                "product_id": product.id, "location_id": place.id, "trigger": "manual",
                "warehouse_id": warehouse.id, "company_id": warehouse.company_id.id,
                "name": _("Replenishment Report")} for product in products - known])

    def action_product_forecast_report(self):
        """Open the forecast of the product, in the rule's warehouse."""
        self.ensure_one()
        action = self.product_id.action_product_forecast_report()
        return {**action, "context": {
            **action["context"], "warehouse_id": self.warehouse_id.id,
            "lead_horizon_date": format_date(self.env, self.lead_horizon_date),
            "qty_to_order": self.qty_to_order}}

    def action_stock_replenishment_info(self):
        """Open what the rule's numbers come from."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_stock_replenishment_info")
        return {**action, "name": _(
            "Replenishment Information for %(product)s in %(warehouse)s",
            product=self.product_id.display_name, warehouse=self.warehouse_id.display_name),
            "context": {"default_orderpoint_id": self.id}}


class StockOrderpointSnooze(models.TransientModel):
    _inherit = "stock.orderpoint.snooze"

    predefined_date = fields.Selection(default="day")

    @api.onchange("predefined_date")
    def _onchange_predefined_date(self):
        steps = {"day": relativedelta(days=1), "week": relativedelta(weeks=1),
                 "month": relativedelta(months=1)}
        if self.predefined_date in steps:
            self.snoozed_until = fields.Date.context_today(self) + \
                steps[self.predefined_date]

    def action_snooze(self):
        """Leave the rules alone until a day."""
        for wizard in self:
            if not wizard.snoozed_until:
                wizard._onchange_predefined_date()
            wizard.orderpoint_ids.write({"snoozed_until": wizard.snoozed_until})


class StockReplenishmentInfo(models.TransientModel):
    _inherit = "stock.replenishment.info"

    based_on = fields.Selection(default="one_month", required=True)
    percent_factor = fields.Integer(default=100, required=True)
    json_lead_days = fields.Char(compute="_compute_json_lead_days")
    json_replenishment_graph = fields.Char(compute="_compute_json_replenishment_graph")
    wh_replenishment_option_ids = fields.One2many(
        "stock.replenishment.option", "replenishment_info_id",
        compute="_compute_wh_replenishment_options")

    @api.depends("orderpoint_id")
    def _compute_json_lead_days(self):
        for info in self:
            point = info.orderpoint_id
            if not point.product_id or not point.location_id:
                info.json_lead_days = False
                continue
            today = fields.Date.context_today(self)
            days = [(_("Horizon"), _("+ %d day(s)", point.get_horizon_days()))] + [
                (rule.display_name, _("+ %d day(s)", rule.delay))
                for rule in point.rule_ids if rule.delay]
            info.json_lead_days = json.dumps({
                "lead_horizon_date": format_date(self.env, point.lead_horizon_date),
                "lead_days_description": days, "today": format_date(self.env, today),
                "trigger": point.trigger, "qty_forecast": point.qty_forecast,
                "qty_to_order": point.qty_to_order,
                "product_min_qty": point.product_min_qty,
                "product_max_qty": point.product_max_qty,
                "product_uom_name": point.product_uom_name, "virtual": not point._origin})

    def _get_period(self):
        """Return the first and the last day that the demand is taken from."""
        today = fields.Date.context_today(self)
        spans = {"one_week": relativedelta(weeks=1), "one_month": relativedelta(months=1),
                 "three_months": relativedelta(months=3),
                 "one_year": relativedelta(years=1)}
        if self.based_on in spans:
            return today - spans[self.based_on], today
        first = today.replace(day=1) - relativedelta(years=1)
        start = {"last_year": 0, "last_year_2": 1, "last_year_3": 2}.get(self.based_on, 0)
        months = 3 if self.based_on == "last_year_quarter" else 1
        first += relativedelta(months=start)
        return first, first + relativedelta(months=months) - relativedelta(days=1)

    @api.depends("orderpoint_id", "based_on", "percent_factor")
    def _compute_json_replenishment_graph(self):
        for info in self:
            point = info.orderpoint_id
            start, end = info._get_period()
            lines = self.env["stock.move.line"]._read_group([
                ("product_id", "=", point.product_id.id), ("state", "=", "done"),
                ("location_id", "child_of", point.location_id.id),
                ("location_dest_id.usage", "in", ("customer", "production")),
                ("date", ">=", start), ("date", "<=", end)], [],
                ["quantity_product_uom:sum"])
            demand = (lines[0][0] or 0.0) * info.percent_factor / 100
            daily = demand / max((end - start).days, 1)
            info.json_replenishment_graph = json.dumps({
                "daily_demand": round(daily, 2), "product_min_qty": point.product_min_qty,
                "product_max_qty": point.product_max_qty,
                "average_stock": (point.product_min_qty + point.product_max_qty) / 2,
                "ordering_period": round(
                    (point.product_max_qty - point.product_min_qty) / daily, 2)
                if daily else 0.0, "lead_time": point.lead_days,
                "product_uom_name": point.product_uom_name})

    @api.depends("orderpoint_id")
    def _compute_wh_replenishment_options(self):
        for info in self:
            point = info.orderpoint_id
            info.wh_replenishment_option_ids = self.env[
                "stock.replenishment.option"].create([
                    {"product_id": point.product_id.id, "route_id": route.id,
                     "replenishment_info_id": info._origin.id}
                    for route in point.warehouse_id.resupply_route_ids])


class StockReplenishmentOption(models.TransientModel):
    _inherit = "stock.replenishment.option"

    free_qty = fields.Float(compute="_compute_free_qty")
    lead_time = fields.Char(compute="_compute_lead_time")
    warning_message = fields.Char(compute="_compute_warning_message")

    @api.depends("product_id", "route_id")
    def _compute_free_qty(self):
        for option in self:
            option.free_qty = option.product_id.with_context(
                location=option.location_id.id).free_qty

    @api.depends("replenishment_info_id")
    def _compute_lead_time(self):
        for option in self:
            days = sum(option.route_id.rule_ids.mapped("delay"))
            option.lead_time = _("%s days", days)

    @api.depends("warehouse_id", "free_qty", "qty_to_order")
    def _compute_warning_message(self):
        for option in self:
            option.warning_message = _(
                "%(warehouse)s can only provide %(free_qty)s %(uom)s, while the quantity to "
                "order is %(qty_to_order)s %(uom)s.", warehouse=option.warehouse_id.name,
                free_qty=option.free_qty, uom=option.uom,
                qty_to_order=option.qty_to_order) \
                if option.free_qty < option.qty_to_order else ""

    def select_route(self):
        """Have the rule take the route; a window asks when there is too little."""
        if self.free_qty < self.qty_to_order:
            return {
                "name": _("Quantity available too low"), "type": "ir.actions.act_window",
                "view_mode": "form", "res_model": "stock.replenishment.option",
                "res_id": self.id, "target": "new"}
        return self.order_all()

    def order_avbl(self):
        """Take the route, for what there is."""
        point = self.replenishment_info_id.orderpoint_id
        point.write({"route_id": self.route_id.id})
        point.qty_to_order = self.free_qty
        return {"type": "ir.actions.act_window_close"}

    def order_all(self):
        """Take the route, for all that is to be ordered."""
        self.replenishment_info_id.orderpoint_id.write({"route_id": self.route_id.id})
        return {"type": "ir.actions.act_window_close"}
