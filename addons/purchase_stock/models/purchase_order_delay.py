"""How well vendors keep their days; lots and rules that orders belong to."""
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    on_time_rate = fields.Float(compute="_compute_on_time_rate")

    def _compute_on_time_rate(self):
        """Tell the part of the last year's goods that came in time, of a hundred."""
        since = fields.Datetime.now() - timedelta(days=int(
            self.env["ir.config_parameter"].sudo().get_param(
                "purchase_stock.on_time_delivery_days", default="365")))
        lines = self.env["purchase.order.line"].search([
            ("partner_id", "in", self.ids), ("date_order", ">", since),
            ("qty_received", "!=", 0), ("order_id.state", "=", "purchase"),
            ("product_id.type", "!=", "service")])
        asked, timely = {}, {}
        for line in lines:
            partner = line.partner_id.id
            asked[partner] = asked.get(partner, 0.0) + line.product_uom_qty
            timely[partner] = timely.get(partner, 0.0) + sum(
                move.product_uom._compute_quantity(move.quantity, line.product_id.uom_id)
                for move in line.move_ids if move.state == "done" and line.date_planned
                and move.date.date() <= line.date_planned.date())
        for partner in self:
            total = asked.get(partner.id)
            partner.on_time_rate = timely[partner.id] / total * 100 if total else -1


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    on_time_rate = fields.Float(related="partner_id.on_time_rate", compute_sudo=False)
    dest_address_id = fields.Many2one(
        "res.partner", compute="_compute_dest_address_id", store=True, readonly=False,
        ondelete="set null")

    @api.depends("picking_type_id")
    def _compute_dest_address_id(self):
        for order in self:
            if order.picking_type_id.default_location_dest_id.usage != "customer":
                order.dest_address_id = False


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    forecasted_issue = fields.Boolean(compute="_compute_forecasted_issue")

    @api.depends("product_uom_qty", "date_planned")
    def _compute_forecasted_issue(self):
        for line in self:
            warehouse = line.order_id.picking_type_id.warehouse_id
            line.forecasted_issue = False
            if not line.product_id or not warehouse:
                continue
            there = line.product_id.with_context(
                warehouse_id=warehouse.id,
                to_date=line.date_planned).virtual_available
            if line.state == "draft":
                there += line.product_uom_qty
            line.forecasted_issue = there < 0

    def action_product_forecast_report(self):
        """Open the forecast of the product, as of the line."""
        self.ensure_one()
        action = self.product_id.action_product_forecast_report()
        return {**action, "context": {
            **action["context"], "purchase_line_to_match_id": self.id,
            "warehouse_id": self.order_id.picking_type_id.warehouse_id.id}}

    def _get_received_until(self, day):
        if self.qty_received_method != "stock_moves":
            return super()._get_received_until(day)
        limit = fields.Datetime.to_datetime(day) + timedelta(days=1)
        total = 0.0
        for move in self.move_ids.filtered(
                lambda move: move.state == "done" and not move.scrap_id
                and move.date < limit):
            back = move.location_dest_id.usage == "supplier"
            if not back or move.to_refund:
                total += (-1 if back else 1) * move.product_uom._compute_quantity(
                    move.quantity, self.product_uom_id)
        return total


class ProductSupplierinfo(models.Model):
    _inherit = "product.supplierinfo"

    last_purchase_date = fields.Date(compute="_compute_last_purchase_date")
    show_set_supplier_button = fields.Boolean(
        compute="_compute_show_set_supplier_button")

    def _compute_last_purchase_date(self):
        lines = self.env["purchase.order.line"].search([
            ("state", "=", "purchase"), ("partner_id", "in", self.partner_id.ids),
            ("product_id", "in", self.product_tmpl_id.product_variant_ids.ids)],
            order="date_order desc")
        for info in self:
            own = lines.filtered(lambda line, info=info: (
                line.partner_id == info.partner_id
                and line.product_id.product_tmpl_id == info.product_tmpl_id))[:1]
            info.last_purchase_date = own.date_order and own.date_order.date()

    @api.depends_context("orderpoint_id")
    def _compute_show_set_supplier_button(self):
        point = self.env["stock.warehouse.orderpoint"].browse(
            self.env.context.get("orderpoint_id") or ())
        for info in self:
            info.show_set_supplier_button = info != point.supplier_id

    def action_set_supplier(self):
        """Have the reordering rule of the context buy of this vendor."""
        self.ensure_one()
        point = self.env["stock.warehouse.orderpoint"].browse(
            self.env.context.get("orderpoint_id") or ())
        if not point:
            return None
        if "buy" not in point.route_id.rule_ids.mapped("action"):
            point.route_id = self.env["stock.rule"].search(
                [("action", "=", "buy")], limit=1).route_id
        point.supplier_id = self
        if point.qty_to_order < self.min_qty:
            point.qty_to_order = self.min_qty
        return None


class StockWarehouseOrderpoint(models.Model):
    _inherit = "stock.warehouse.orderpoint"

    show_supplier = fields.Boolean(compute="_compute_show_supplier")
    route_id = fields.Many2one("stock.route", inverse="_inverse_route_id")
    supplier_id = fields.Many2one("product.supplierinfo", inverse="_inverse_supplier_id")
    effective_vendor_id = fields.Many2one(
        "res.partner", compute="_compute_effective_vendor_id",
        search="_search_effective_vendor_id")
    available_vendor = fields.Many2one(
        "res.partner", store=False, search="_search_available_vendor")
    supplier_id_placeholder = fields.Char(compute="_compute_supplier_id_placeholder")

    def _inverse_route_id(self):
        for point in self.filtered(lambda point: not point.route_id):
            point.supplier_id = False

    def _inverse_supplier_id(self):
        for point in self:
            if not point.route_id and point.supplier_id:
                point.route_id = self.env["stock.rule"].search(
                    [("action", "=", "buy")], limit=1).route_id

    @api.depends("effective_route_id")
    def _compute_show_supplier(self):
        buying = self.env["stock.rule"].search([("action", "=", "buy")]).route_id
        for point in self:
            point.show_supplier = point.effective_route_id in buying

    @api.depends("supplier_id", "product_id")
    def _compute_effective_vendor_id(self):
        for point in self:
            point.effective_vendor_id = point._get_vendor().partner_id \
                if point.product_id else False

    def _search_effective_vendor_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        points = self.search([]).filtered(
            lambda point: point.effective_vendor_id.id in value)
        return [("id", "in", points.ids)]

    def _search_available_vendor(self, operator, value):
        products = self.env["product.supplierinfo"].search(
            [("partner_id", operator, value)]).product_tmpl_id
        return [("product_id.product_tmpl_id", "in", products.ids)]

    @api.depends("product_id", "show_supplier")
    def _compute_supplier_id_placeholder(self):
        for point in self:
            vendor = point._get_vendor() if point.product_id else False
            point.supplier_id_placeholder = vendor.display_name \
                if vendor and point.show_supplier else ""

    def action_view_purchase(self):
        """Open the requests that the rules have made."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("purchase.purchase_rfq")
        action["domain"] = [("orderpoint_id", "=", self.id)] \
            if "orderpoint_id" in self.env["purchase.order"]._fields else [
            ("order_line.orderpoint_id", "=", self.id)]
        return action


class StockLot(models.Model):
    _inherit = "stock.lot"

    purchase_order_ids = fields.Many2many(
        "purchase.order", compute="_compute_purchase_order_ids")
    purchase_order_count = fields.Integer(compute="_compute_purchase_order_ids")

    @api.depends("name")
    def _compute_purchase_order_ids(self):
        lines = self.env["stock.move.line"].search([
            ("lot_id", "in", self.ids), ("state", "=", "done")])
        by_lot = lines.grouped("lot_id")
        for lot in self:
            moves = by_lot[lot].move_id if lot in by_lot else lines.move_id.browse()
            orders = moves.filtered(
                lambda move: move.picking_id.location_id.usage in ("supplier", "transit")
            ).purchase_line_id.order_id
            lot.purchase_order_ids, lot.purchase_order_count = orders, len(orders)

    def action_view_po(self):
        """Open the orders that the lot came by."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "purchase.purchase_form_action")
        return {**action, "domain": [("id", "in", self.purchase_order_ids.ids)],
                "context": {**self.env.context, "create": False}}


class ProductProduct(models.Model):
    _inherit = "product.product"

    def get_total_routes(self):
        """Return the routes of the products, their categories and warehouses."""
        routes = self.route_ids | self.categ_id.total_route_ids
        if self.seller_ids:
            routes |= self.env["stock.rule"].search([("action", "=", "buy")]).route_id
        return routes


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    buy_to_resupply = fields.Boolean(
        compute="_compute_buy_to_resupply", inverse="_inverse_buy_to_resupply",
        store=False, default=True)

    def _compute_buy_to_resupply(self):
        buying = self.env.ref("purchase_stock.route_warehouse0_buy",
                              raise_if_not_found=False)
        for warehouse in self:
            warehouse.buy_to_resupply = bool(buying) and buying in warehouse.route_ids

    def _inverse_buy_to_resupply(self):
        buying = self.env.ref("purchase_stock.route_warehouse0_buy",
                              raise_if_not_found=False)
        for warehouse in self:
            if not buying or not warehouse.id:
                continue
            if warehouse.buy_to_resupply:
                warehouse.route_ids |= buying
            else:
                warehouse.route_ids -= buying


class StockPicking(models.Model):
    _inherit = "stock.picking"

    days_to_arrive = fields.Datetime(
        compute="_compute_effective_date", search="_search_days_to_arrive", copy=False)
    delay_pass = fields.Datetime(
        compute="_compute_date_order", search="_search_delay_pass", copy=False)

    @api.depends("state", "location_dest_id.usage", "date_done")
    def _compute_effective_date(self):
        for picking in self:
            done = picking.state == "done" and picking.date_done and \
                picking.location_dest_id.usage != "supplier"
            picking.days_to_arrive = picking.date_done if done else False

    def _search_days_to_arrive(self, operator, value):
        return [("date_done", operator, fields.Datetime.to_datetime(value))]

    def _compute_date_order(self):
        for picking in self:
            order = picking.move_ids.purchase_line_id.order_id[:1]
            picking.delay_pass = order.date_order or fields.Datetime.now()

    def _search_delay_pass(self, operator, value):
        return [("move_ids.purchase_line_id.order_id.date_order", operator, value)]


class PurchaseReport(models.Model):
    _inherit = "purchase.report"

    def _get_columns(self):
        return {**super()._get_columns(), "picking_type_id": "kind.warehouse_id",
                "effective_date": "po.effective_date"}

    def _get_more_columns(self):
        days = self._days_between("po.effective_date", "po.date_planned")
        return [*super()._get_more_columns(), f"{days} AS days_to_arrival"]

    def _get_more_groups(self):
        return [*super()._get_more_groups(), "po.date_planned"]

    def _get_more_joins(self):
        return super()._get_more_joins() + \
            " LEFT JOIN stock_picking_type kind ON kind.id = po.picking_type_id"


class VendorDelayReport(models.Model):
    _inherit = "vendor.delay.report"
    _auto = False

    @property
    def _table_query(self):
        timely = "CASE WHEN DATE(m.date) <= DATE(pol.date_planned) THEN m.quantity " \
            "ELSE 0 END"
        return SQL(
            "SELECT m.id, m.date, pol.product_id, t.categ_id AS category_id, "
            f"pol.partner_id, m.quantity AS qty_total, {timely} AS qty_on_time, "
            f"100.0 * ({timely}) / m.quantity AS on_time_rate "
            "FROM stock_move m JOIN purchase_order_line pol ON pol.id = m.purchase_line_id "
            "JOIN product_product p ON p.id = m.product_id "
            "JOIN product_template t ON t.id = p.product_tmpl_id "
            "WHERE m.state = 'done' AND m.quantity != 0")
