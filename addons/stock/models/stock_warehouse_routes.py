"""The routes of warehouses: how goods come in and go out, in one step or more."""
from odoo import _, api, models

# (from, to, field of the kind of transfer, action) of each way; None: the world outside
RECEPTION = {
    "one_step": (),
    "two_steps": (("wh_input_stock_loc_id", "lot_stock_id", "store_type_id", "push"),),
    "three_steps": (
        ("wh_input_stock_loc_id", "wh_qc_stock_loc_id", "qc_type_id", "push"),
        ("wh_qc_stock_loc_id", "lot_stock_id", "store_type_id", "push")),
}
DELIVERY = {
    "ship_only": (("lot_stock_id", None, "out_type_id", "pull"),),
    "pick_ship": (("lot_stock_id", None, "pick_type_id", "pull"),
                  ("wh_output_stock_loc_id", None, "out_type_id", "push")),
    "pick_pack_ship": (
        ("lot_stock_id", None, "pick_type_id", "pull"),
        ("wh_pack_stock_loc_id", "wh_output_stock_loc_id", "pack_type_id", "push"),
        ("wh_output_stock_loc_id", None, "out_type_id", "push")),
}


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    def _get_route_names(self):
        return {
            "one_step": _("Receive in 1 step (stock)"),
            "two_steps": _("Receive in 2 steps (input + stock)"),
            "three_steps": _("Receive in 3 steps (input + quality + stock)"),
            "ship_only": _("Deliver in 1 step (ship)"),
            "pick_ship": _("Deliver in 2 steps (pick + ship)"),
            "pick_pack_ship": _("Deliver in 3 steps (pick + pack + ship)"),
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Make warehouses with their routes."""
        warehouses = super().create(vals_list)
        for warehouse in warehouses:
            warehouse._update_steps()
        return warehouses

    def write(self, vals):
        """Change warehouses; routes, places and transfers follow the steps."""
        result = super().write(vals)
        if {"reception_steps", "delivery_steps"} & set(vals):
            for warehouse in self.with_context(active_test=False):
                warehouse._update_steps()
        if {"name", "code"} & set(vals):
            for warehouse in self.with_context(active_test=False):
                warehouse._rename_parts(vals)
        if "active" in vals:
            self.with_context(active_test=False)._set_parts_active(vals["active"])
        return result

    def _rename_parts(self, vals):
        if vals.get("code"):
            self.view_location_id.name = vals["code"]
            kinds = self.env["stock.picking.type"].search([("warehouse_id", "=", self.id)])
            for kind in kinds:
                kind.sequence_id.sudo().prefix = f"{vals['code']}/{kind.sequence_code}/"
        names = self._get_route_names()
        self.reception_route_id.name = f"{self.name}: {names[self.reception_steps]}"
        self.delivery_route_id.name = f"{self.name}: {names[self.delivery_steps]}"

    def _set_parts_active(self, active):
        for warehouse in self:
            kinds = self.env["stock.picking.type"].with_context(
                active_test=False).search([("warehouse_id", "=", warehouse.id)])
            places = self.env["stock.location"].with_context(active_test=False).search(
                [("id", "child_of", warehouse.view_location_id.id)])
            (warehouse.reception_route_id | warehouse.delivery_route_id).write(
                {"active": active})
            if not active:
                kinds.write({"active": False})
                places.with_context(archiving_warehouse=True).write({"active": False})
                continue
            warehouse.view_location_id.active = warehouse.lot_stock_id.active = True
            (warehouse.in_type_id | warehouse.out_type_id | warehouse.int_type_id).write(
                {"active": True})
            warehouse._update_steps()

    def _update_steps(self):
        """Bring places, kinds of transfers and routes in line with the steps."""
        self.ensure_one()
        reception, delivery = self.reception_steps, self.delivery_steps
        self.wh_input_stock_loc_id.active = reception != "one_step"
        self.wh_qc_stock_loc_id.active = reception == "three_steps"
        self.wh_output_stock_loc_id.active = delivery != "ship_only"
        self.wh_pack_stock_loc_id.active = delivery == "pick_pack_ship"
        self.store_type_id.active = reception != "one_step"
        self.qc_type_id.active = reception == "three_steps"
        self.pick_type_id.active = delivery != "ship_only"
        self.pack_type_id.active = delivery == "pick_pack_ship"
        self.in_type_id.default_location_dest_id = self.lot_stock_id \
            if reception == "one_step" else self.wh_input_stock_loc_id
        self.out_type_id.default_location_src_id = self.lot_stock_id \
            if delivery == "ship_only" else self.wh_output_stock_loc_id
        self.pick_type_id.default_location_dest_id = self.wh_pack_stock_loc_id \
            if delivery == "pick_pack_ship" else self.wh_output_stock_loc_id
        self._update_route("reception_route_id", reception, RECEPTION)
        self._update_route("delivery_route_id", delivery, DELIVERY)
        self._update_mto()

    def _update_route(self, name, steps, ways):
        title = f"{self.name}: {self._get_route_names()[steps]}"
        route = self[name]
        if not route:
            route = self[name] = self.env["stock.route"].create({
                "name": title, "company_id": self.company_id.id, "sequence": 10,
                "product_categ_selectable": True, "warehouse_selectable": True,
                "product_selectable": False})
            self.route_ids |= route
        route.name = title
        route.with_context(active_test=False).rule_ids.write({"active": False})
        for way in ways[steps]:
            self._update_rule(route, *way)

    def _update_rule(self, route, source, target, kind, action, **values):
        """Make a rule, or wake up the one that says the same; return it."""
        outside = self.env.ref("stock.stock_location_customers")
        source, kind = self[source], self[kind]
        target = self[target] if target else outside
        rules = self.env["stock.rule"].with_context(active_test=False)
        rule = rules.search([
            ("route_id", "=", route.id), ("warehouse_id", "=", self.id),
            ("location_src_id", "=", source.id), ("location_dest_id", "=", target.id),
            ("picking_type_id", "=", kind.id), ("action", "=", action)], limit=1)
        if rule:
            rule.active = True
            return rule
        return rules.create({
            "name": f"{self.code}: {source.name} → {target.name}", "route_id": route.id,
            "location_src_id": source.id, "location_dest_id": target.id,
            "picking_type_id": kind.id, "action": action, "warehouse_id": self.id,
            "company_id": self.company_id.id, "propagate_cancel": True, **values})

    def _update_mto(self):
        """Have the rule that delivers what is got for the order alone."""
        route = self.env.ref("stock.route_warehouse0_mto", raise_if_not_found=False)
        if not route:
            return
        kind = "out_type_id" if self.delivery_steps == "ship_only" else "pick_type_id"
        rule = self.mto_pull_id.with_context(active_test=False)
        if not rule:
            rule = self._update_rule(
                route, "lot_stock_id", None, kind, "pull", procure_method="make_to_order")
            rule.name += " (MTO)"
            self.mto_pull_id = rule
        rule.write({"picking_type_id": self[kind].id, "active": route.active})

    def action_view_all_routes(self):
        """Open the routes of the warehouses."""
        routes = self.route_ids | self.mto_pull_id.route_id
        return {
            "name": _("Warehouse's Routes"), "type": "ir.actions.act_window",
            "res_model": "stock.route", "view_mode": "list,form",
            "domain": [("id", "in", routes.ids)],
        }

    @api.model
    def get_current_warehouses(self):
        """Return id, name and code of the warehouses."""
        return self.env["stock.warehouse"].search_read(
            [("company_id", "in", self.env.companies.ids)], ["id", "name", "code"])
