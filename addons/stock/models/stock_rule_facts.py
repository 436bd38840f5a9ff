"""What rules say of themselves, and the rules that warehouses have for their steps."""
from typing import Any, NamedTuple

from odoo import _, api, fields, models

from .stock_warehouse_routes import DELIVERY, RECEPTION


class Routing(NamedTuple):
    """A step of a way through a warehouse."""

    from_loc: Any
    dest_loc: Any
    picking_type: Any
    action: str


class StockRule(models.Model):
    _inherit = "stock.rule"

    rule_message = fields.Html(compute="_compute_rule_message")
    picking_type_code_domain = fields.Json(compute="_compute_picking_type_code_domain")

    @api.depends("action")
    def _compute_picking_type_code_domain(self):
        for rule in self:
            rule.picking_type_code_domain = rule._get_picking_type_codes()

    def _get_picking_type_codes(self):
        """Return the codes of transfers that the rule may make (hook)."""
        return []

    @api.depends("action", "location_dest_id", "location_src_id", "picking_type_id",
                 "procure_method", "location_dest_from_rule")
    def _compute_rule_message(self):
        for rule in self:
            messages = rule._get_messages()
            action = rule.action
            rule.rule_message = "<br><br>".join(
                messages[kind] for kind in ("pull", "push") if kind in action) \
                if action == "pull_push" else messages.get(action, "")

    def _get_messages(self):
        """Return {action: what the rule does, in words} (hook)."""
        source = self.location_src_id.display_name or _("Source Location")
        target = self.location_dest_id.display_name or _("Destination Location")
        kind = self.picking_type_id.name or _("Operation Type")
        suffix = ""
        if self.procure_method == "make_to_order" and self.location_src_id:
            suffix = _("<br>A need is created in <b>%s</b> and a rule will be triggered to "
                       "fulfill it.", source)
        elif self.procure_method == "mts_else_mto" and self.location_src_id:
            suffix = _("<br>If the products are not available in <b>%s</b>, a rule will be "
                       "triggered to bring the missing quantity in this location.", source)
        return {
            "pull": _(
                "When products are needed in <b>%(destination)s</b>, <br> "
                "<b>%(operation)s</b> are created from <b>%(source_location)s</b> to "
                "fulfill the need. %(suffix)s", destination=target, operation=kind,
                source_location=source, suffix=suffix),
            "push": _(
                "When products arrive in <b>%(source_location)s</b>, <br> "
                "<b>%(operation)s</b> are created to send them to <b>%(destination)s</b>.",
                source_location=source, operation=kind, destination=target),
        }


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    Routing = Routing

    def get_rules_dict(self):
        """Return {warehouse id: {steps: its Routings}} of all ways of receipt, delivery."""
        outside = self.env.ref("stock.stock_location_customers")

        def list_steps(warehouse, ways):
            return [Routing(
                warehouse[source], warehouse[target] if target else outside,
                warehouse[kind], action) for source, target, kind, action in ways]
        return {warehouse.id: {
            steps: list_steps(warehouse, ways)
            for steps, ways in {**RECEPTION, **DELIVERY}.items()} for warehouse in self}
