"""Rules: how goods that are needed at a place get there."""
from collections import defaultdict
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class Procurement(NamedTuple):
    """A need: so much of a product at a place."""

    product_id: Any
    product_qty: float
    product_uom: Any
    location_id: Any
    name: str
    origin: str
    company_id: Any
    values: dict


class StockRule(models.Model):
    _inherit = "stock.rule"

    Procurement = Procurement

    active = fields.Boolean(default=True)
    action = fields.Selection(
        [("pull", "Pull From"), ("push", "Push To"), ("pull_push", "Pull & Push")],
        required=True, default="pull", string="Action")
    sequence = fields.Integer(default=20)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    procure_method = fields.Selection(default="make_to_stock")
    auto = fields.Selection(default="manual")
    delay = fields.Integer(default=0)
    propagate_cancel = fields.Boolean(default=False)
    location_dest_from_rule = fields.Boolean(default=False)

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for rule, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", rule.name)
        return values

    # ---- needs
    @api.model
    def run(self, procurements, raise_user_error=True):
        """Have needs met: moves are made, or whatever the rules say; UserError."""
        found, problems = defaultdict(list), []
        for need in procurements:
            need.values.setdefault("company_id", need.company_id)
            need.values.setdefault("priority", "0")
            need.values.setdefault("date_planned", fields.Datetime.now())
            if need.product_id.type != "consu" or \
                    need.product_uom.is_zero(need.product_qty):
                continue
            rule = self._get_rule(need.product_id, need.location_id, need.values)
            if not rule:
                problems.append(_(
                    "No rule has been found to replenish \"%(product)s\" in "
                    "\"%(location)s\".\nVerify the routes configuration on the product.",
                    product=need.product_id.display_name,
                    location=need.location_id.display_name))
                continue
            action = "pull" if rule.action == "pull_push" else rule.action
            found[action].append((need, rule))
        if problems and raise_user_error:
            raise UserError("\n".join(problems))
        for action, pairs in found.items():
            getattr(self, f"_run_{action}")(pairs)
        return True

    @api.model
    def _get_rule(self, product, location, values):
        """Return the rule that meets a need: the nearest place, the most special route."""
        warehouse = values.get("warehouse_id") or location.warehouse_id
        product_routes = product.route_ids | product.categ_id._get_all_routes()
        candidates = [values.get("route_ids"), product_routes, warehouse.route_ids]
        place = location
        while place:
            for routes in candidates:
                if not routes:
                    continue
                domain = [
                    ("location_dest_id", "=", place.id), ("action", "!=", "push"),
                    ("route_id", "in", routes.filtered("active").ids)]
                if warehouse:
                    domain += [("warehouse_id", "in", (False, warehouse.id))]
                rule = self.search(domain, order="route_sequence, sequence, id", limit=1)
                if rule:
                    return rule
            place = place.location_id
        return self.browse()

    @api.model
    def _get_push_rule(self, product, place, routes, warehouse):
        """Return the rule that says where goods that have come to a place go on to."""
        product_routes = product.route_ids | product.categ_id._get_all_routes()
        for chosen in (routes, product_routes, warehouse.route_ids):
            rule = self.search([
                ("location_src_id", "=", place.id),
                ("action", "in", ("push", "pull_push")),
                ("route_id", "in", (chosen or self.env["stock.route"]).filtered(
                    "active").ids),
                ("warehouse_id", "in", (False, warehouse.id)),
            ], order="route_sequence, sequence, id", limit=1)
            if rule:
                return rule
        return self.browse()

    @api.model
    def _run_pull(self, pairs):
        moves = self.env["stock.move"].sudo().create([
            rule._get_stock_move_values(need) for need, rule in pairs])
        moves._action_confirm()
        return True

    def _get_procure_method(self, need):
        if self.procure_method != "mts_else_mto":
            return self.procure_method
        free = self.env["stock.quant"]._get_available_quantity(
            need.product_id, self.location_src_id)
        wanted = need.product_uom._compute_quantity(
            need.product_qty, need.product_id.uom_id)
        return "make_to_stock" if wanted <= free else "make_to_order"

    def _get_stock_move_values(self, need):
        """Return the values of the move that meets a need."""
        self.ensure_one()
        values, kind = need.values, self.picking_type_id
        target = self.location_dest_id if self.location_dest_from_rule \
            else kind.default_location_dest_id or self.location_dest_id
        if need.location_id._is_within(target):
            target = need.location_id
        if not self.location_src_id:
            raise UserError(_("No source location defined on stock rule: %s!", self.name))
        planned = fields.Datetime.to_datetime(values["date_planned"])
        following = values.get("move_dest_ids") or self.env["stock.move"]
        partner = self.partner_address_id.id or values.get("partner_id", False)
        return {
            "company_id": (self.company_id or need.company_id).id,
            "product_id": need.product_id.id, "product_uom": need.product_uom.id,
            "product_uom_qty": need.product_qty, "partner_id": partner,
            "location_id": self.location_src_id.id, "location_dest_id": target.id,
            "location_final_id": need.location_id.id, "rule_id": self.id,
            "move_dest_ids": [(4, move.id) for move in following],
            "procure_method": self._get_procure_method(need), "origin": need.origin,
            "picking_type_id": kind.id, "warehouse_id": (
                values.get("warehouse_id") or self.warehouse_id).id,
            "date": planned - relativedelta(days=self.delay),
            "date_deadline": values.get("date_deadline"),
            "propagate_cancel": self.propagate_cancel, "priority": values["priority"],
            "orderpoint_id": values["orderpoint_id"].id
            if values.get("orderpoint_id") else False,
            "route_ids": [(4, route.id) for route in values.get("route_ids") or ()],
            "reference_ids": [(4, ref.id) for ref in values.get("reference_ids") or ()],
            **{name: values[name] for name in self._get_custom_move_fields()
               if values.get(name)},
        }

    def _get_custom_move_fields(self):
        """Return the names of values of needs that moves take over (hook)."""
        return []

    # ---- scheduler
    @api.model
    def run_scheduler(self, use_new_cursor=False, company_id=False):
        """Replenish what is to be, and reserve what has come."""
        points = self.env["stock.warehouse.orderpoint"].search([
            ("trigger", "=", "auto"), ("product_id.active", "=", True),
            *([("company_id", "=", company_id)] if company_id else [])])
        points._procure(raise_user_error=False)
        self.env["stock.move"].search([
            ("state", "in", ("confirmed", "partially_available")),
            ("product_uom_qty", "!=", 0), ("picking_type_id.reservation_method", "!=",
                                           "manual"),
            *([("company_id", "=", company_id)] if company_id else []),
        ], order="priority desc, date asc, id asc")._action_assign()
        self.env["stock.quant"]._unlink_zero_quants()
        return {}
