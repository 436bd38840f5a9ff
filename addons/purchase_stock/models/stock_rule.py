"""Needs that are met by buying."""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockRule(models.Model):
    _inherit = "stock.rule"

    action = fields.Selection(selection_add=[("buy", "Buy")], ondelete={"buy": "cascade"})

    def _run_push(self, move):
        """Return the move that takes on what came, which is no receipt itself."""
        made = super()._run_push(move)
        made.purchase_line_id = False
        return made

    @api.model
    def _run_buy(self, pairs):
        """Ask vendors for what is needed, on requests that are open already if it fits."""
        for need, rule in pairs:
            seller = rule._get_seller(need)
            if not seller:
                raise UserError(_(
                    "There is no matching vendor price to generate the purchase order for "
                    "product %s (no vendor defined, minimum quantity not reached, dates "
                    "not valid, ...). Go on the product form and complete the list of "
                    "vendors.", need.product_id.display_name))
            order = rule._get_open_request(need, seller)
            rule._add_to_request(order, need, seller)
        return True

    def _get_seller(self, need):
        seller = need.values.get("supplierinfo_id")
        if seller:
            return seller
        product = need.product_id.with_company(need.company_id)
        day = fields.Datetime.to_datetime(need.values["date_planned"]).date()
        return product._select_seller(
            need.values.get("supplierinfo_name"), need.product_qty, max(
                day, fields.Date.context_today(self)), need.product_uom)

    def _get_open_request(self, need, seller):
        """Return the request that the need is added to, a new one if none fits."""
        orders = self.env["purchase.order"].sudo()
        order = orders.search([
            ("partner_id", "=", seller.partner_id.id), ("state", "=", "draft"),
            ("picking_type_id", "=", self.picking_type_id.id),
            ("company_id", "=", need.company_id.id)]).filtered(
                lambda order: self._fits_request(order, need))[:1]
        if not order:
            return orders.with_company(need.company_id).create(
                self._get_request_values(need, seller))
        names = (order.origin or "").split(", ")
        if need.origin and need.origin not in names:
            order.origin = ", ".join([*filter(None, names), need.origin])
        return order

    def _fits_request(self, order, need):
        """Tell whether the need may be added to a request of its vendor (hook)."""
        return order.reference_ids == (
            need.values.get("reference_ids") or self.env["stock.reference"])

    def _get_request_values(self, need, seller):
        """Return the values of the request that is made for the need (hook)."""
        planned = fields.Datetime.to_datetime(need.values["date_planned"])
        references = need.values.get("reference_ids") or self.env["stock.reference"]
        return {
            "partner_id": seller.partner_id.id, "company_id": need.company_id.id,
            "picking_type_id": self.picking_type_id.id, "origin": need.origin,
            "date_order": planned - relativedelta(days=int(seller.delay)),
            "user_id": seller.partner_id.buyer_id.id or False,
            "reference_ids": [(6, 0, references.ids)],
        }

    def _add_to_request(self, order, need, seller):
        values, product = need.values, need.product_id
        following = values.get("move_dest_ids") or self.env["stock.move"]
        line = order.order_line.filtered(
            lambda line: line.product_id == product and not line.display_type
            and line.orderpoint_id == (values.get("orderpoint_id")
                                       or line.orderpoint_id.browse()))[:1]
        if line:
            line.write({
                "product_qty": line.product_qty + need.product_uom._compute_quantity(
                    need.product_qty, line.product_uom_id, rounding_method="HALF-UP"),
                "move_dest_ids": [(4, move.id) for move in following]})
            return
        self.env["purchase.order.line"].sudo().create({
            "order_id": order.id, **self._get_request_line_values(need, seller)})

    def _get_request_line_values(self, need, seller):
        """Return the values of the line that buys what is needed (hook)."""
        values, product = need.values, need.product_id
        unit = seller.product_uom_id or product.uom_id
        following = values.get("move_dest_ids") or self.env["stock.move"]
        return {
            "product_id": product.id, "product_uom_id": unit.id,
            "product_qty": need.product_uom._compute_quantity(
                need.product_qty, unit, rounding_method="HALF-UP"),
            "date_planned": values["date_planned"],
            "propagate_cancel": self.propagate_cancel,
            "location_final_id": need.location_id.id,
            "orderpoint_id": values["orderpoint_id"].id
            if values.get("orderpoint_id") else False,
            "move_dest_ids": [(4, move.id) for move in following],
        }


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    def _update_steps(self):
        """Have the rule that buys what the warehouse needs."""
        super()._update_steps()
        route = self.env.ref(
            "purchase_stock.route_warehouse0_buy", raise_if_not_found=False)
        if not route:
            return
        rule = self.with_context(active_test=False).buy_pull_id
        if not rule:
            self.buy_pull_id = self.env["stock.rule"].create({
                "name": _("%s: Buy", self.code), "action": "buy", "route_id": route.id,
                "location_dest_id": self.lot_stock_id.id, "warehouse_id": self.id,
                "picking_type_id": self.in_type_id.id, "company_id": self.company_id.id,
                "procure_method": "make_to_stock", "propagate_cancel": True})
            self.route_ids |= route

    @api.model
    def _add_buy_rules(self):
        """Have all warehouses buy: called once, when the module comes."""
        for warehouse in self.search([]):
            warehouse._update_steps()


class StockWarehouseOrderpoint(models.Model):
    _inherit = "stock.warehouse.orderpoint"

    def _get_vendor_days(self, rule):
        if rule.action != "buy":
            return super()._get_vendor_days(rule)
        return self._get_vendor().delay

    def _get_vendor(self):
        return self.supplier_id or self.product_id._select_seller(
            quantity=max(self.product_max_qty, 1.0))

    def _get_supplier_values(self):
        return {"supplierinfo_id": self.supplier_id} if self.supplier_id else {}

    def _get_quantity_ordered(self):
        """Return what open requests ask for."""
        lines = self.env["purchase.order.line"].sudo().search([
            ("product_id", "=", self.product_id.id), ("state", "in", ("draft", "sent",
                                                                      "to approve")),
            ("orderpoint_id", "=", self._origin.id)]) if self._origin.id else ()
        return sum(line.product_uom_qty for line in lines)
