"""Warehouses that are supplied by others: a route for each pair, by way of transit."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    @api.model_create_multi
    def create(self, vals_list):
        """Make warehouses, with the routes from those that supply them."""
        warehouses = super().create(vals_list)
        for warehouse in warehouses.filtered("resupply_wh_ids"):
            warehouse.create_resupply_routes(warehouse.resupply_wh_ids)
        return warehouses

    def write(self, vals):
        """Change warehouses; routes follow the warehouses that supply them."""
        before = {warehouse: warehouse.resupply_wh_ids for warehouse in self} \
            if "resupply_wh_ids" in vals else {}
        result = super().write(vals)
        for warehouse, old in before.items():
            new = warehouse.resupply_wh_ids
            asleep = self.env["stock.route"].with_context(active_test=False).search([
                ("supplied_wh_id", "=", warehouse.id), ("active", "=", False),
                ("supplier_wh_id", "in", (new - old).ids)])
            asleep.write({"active": True})
            warehouse.route_ids |= asleep
            warehouse.create_resupply_routes(new - old - asleep.supplier_wh_id)
            gone = self.env["stock.route"].search([
                ("supplied_wh_id", "=", warehouse.id),
                ("supplier_wh_id", "in", (old - new).ids)])
            gone.write({"active": False})
            warehouse.route_ids -= gone
        return result

    def create_resupply_routes(self, supplier_warehouses):
        """Make a route from each of the warehouses to this one, through transit."""
        self.ensure_one()
        for supplier in supplier_warehouses:
            transit = self._get_transit_location(supplier)
            if not transit:
                continue
            route = self.env["stock.route"].create({
                "name": _("%(warehouse)s: Supply Product from %(supplier)s",
                          warehouse=self.name, supplier=supplier.name),
                "warehouse_selectable": True, "product_selectable": True,
                "product_categ_selectable": True, "supplied_wh_id": self.id,
                "supplier_wh_id": supplier.id,
                "company_id": self.company_id.id
                if self.company_id == supplier.company_id else False})
            supplier._make_supply_rules(route, transit, self)
            self.route_ids |= route

    def _get_transit_location(self, supplier):
        """Return where goods are between two warehouses."""
        if supplier.company_id == self.company_id:
            return self.company_id.internal_transit_location_id or \
                self.company_id.sudo()._create_transit_location()
        transit = self.env.ref("stock.stock_location_inter_company",
                               raise_if_not_found=False)
        if transit:
            transit.sudo().active = True
        return transit

    def _make_supply_rules(self, route, transit, target):
        """Make the rules of a route: out of this warehouse, into the target."""
        rules = self.env["stock.rule"]
        out = self.lot_stock_id if self.delivery_steps == "ship_only" \
            else self.wh_output_stock_loc_id
        common = {"route_id": route.id, "propagate_cancel": True, "action": "pull"}
        rules.create([
            {**common, "name": f"{self.code}: {out.name} → {transit.name}",
             "location_src_id": self.lot_stock_id.id, "location_dest_id": transit.id,
             "picking_type_id": self.out_type_id.id, "warehouse_id": self.id,
             "company_id": self.company_id.id, "procure_method": "make_to_stock",
             "location_dest_from_rule": True},
            {**common, "name": f"{target.code}: {transit.name} → "
                               f"{target.lot_stock_id.name}",
             "location_src_id": transit.id, "location_dest_id": target.lot_stock_id.id,
             "picking_type_id": target.in_type_id.id, "warehouse_id": target.id,
             "company_id": target.company_id.id, "procure_method": "make_to_order"}])


class StockRoute(models.Model):
    _inherit = "stock.route"

    warehouse_domain_ids = fields.One2many(
        "stock.warehouse", compute="_compute_warehouse_domain_ids")

    @api.depends("company_id")
    def _compute_warehouse_domain_ids(self):
        for route in self:
            company = route.company_id
            route.warehouse_domain_ids = self.env["stock.warehouse"].search(
                [("company_id", "=", company.id)] if company else [])

    @api.constrains("company_id")
    def _check_company_consistency(self):
        for route in self.filtered("company_id"):
            for rule in route.rule_ids:
                if rule.company_id and rule.company_id != route.company_id:
                    raise ValidationError(_(
                        "Rule %(rule)s belongs to %(rule_company)s while the route belongs "
                        "to %(route_company)s.", rule=rule.display_name,
                        rule_company=rule.company_id.display_name,
                        route_company=route.company_id.display_name))
