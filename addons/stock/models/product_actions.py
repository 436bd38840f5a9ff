"""Windows on the stock of products: quants, lots, moves, rules, routes."""
from odoo import _, models


def open_window(records, xml_id, /, **more):
    """Return the action of an external id, with other values."""
    return {**records.env["ir.actions.act_window"]._for_xml_id(f"stock.{xml_id}"), **more}


def open_putaway(records, templates, variants):
    """Return the action that opens the putaway rules of products."""
    return open_window(
        records, "category_open_putaway",
        domain=["|", "|", ("product_id.product_tmpl_id", "in", templates.ids),
                ("product_id", "in", variants.ids),
                ("category_id", "in", templates.categ_id.ids)],
        context={"fixed_category": True, "default_category_id": templates[:1].categ_id.id,
                 "default_product_id": variants[:1].id, "single_product": True})


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _open_replenish(self):
        """Open the wizard that has the product replenished once."""
        return open_window(self, "action_product_replenish", name=_("Replenish"),
                           context={"default_product_id": self[:1].id})

    def action_open_quants(self):
        """Open what is where of the products."""
        context = {"hide_location": not self.env.user.has_group(
            "stock.group_stock_multi_locations"), "no_at_date": True,
            "hide_lot": all(product.tracking == "none" for product in self),
            "search_default_internal_loc": 1, "inventory_mode": True}
        if len(self) == 1:
            context |= {"default_product_id": self.id, "single_product": True}
        action = self.env["stock.quant"].with_context(**context).action_view_inventory()
        return {**action, "domain": [("product_id", "in", self.ids)],
                "name": _("Update Quantity")}

    def action_open_product_lot(self):
        """Open the lots of the product."""
        self.ensure_one()
        return open_window(
            self, "action_product_production_lot_form",
            domain=[("product_id", "=", self.id)],
            context={"default_product_id": self.id, "set_product_readonly": True,
                     "default_company_id": (self.company_id or self.env.company).id,
                     "search_default_group_by_location": True})

    def action_view_stock_move_lines(self):
        """Open what has moved of the product."""
        self.ensure_one()
        return open_window(
            self, "stock_move_line_action", domain=[("product_id", "=", self.id)])

    def action_view_orderpoints(self):
        """Open the reordering rules of the product."""
        context = {**self.env.context, "search_default_filter_to_reorder": False,
                   "search_default_trigger": False}
        if len(self) == 1:
            context |= {"default_product_id": self.id}
        return open_window(self, "action_orderpoint", context=context,
                           domain=[("product_id", "in", self.ids)])

    def action_view_related_putaway_rules(self):
        """Open the rules that say where the product is put away."""
        self.ensure_one()
        return open_putaway(self, self.product_tmpl_id, self)

    def action_view_storage_category_capacity(self):
        """Open how much of the product places hold."""
        return open_window(
            self, "action_storage_category_capacity", context={
                "hide_package_type": True, "default_product_id": self[:1].id},
            domain=[("product_id", "in", self.ids)])

    def action_view_routes(self):
        """Open the routes of the products' template."""
        templates = self.product_tmpl_id
        routes = templates.route_ids | templates.categ_id.total_route_ids
        return open_window(self, "action_routes_form",
                           domain=[("id", "in", routes.ids)])

    def action_product_forecast_report(self):
        """Open the forecast of the product."""
        self.ensure_one()
        return {"type": "ir.actions.client",
                "tag": "stock_report_product_product_replenishment",
                "name": _("Forecasted Report"),
                "context": {"active_id": self.id, "active_model": "product.product"}}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def _open_replenish(self):
        """Open the wizard that has a variant replenished once."""
        return open_window(self, "action_product_replenish", name=_("Replenish"),
                           context={"default_product_tmpl_id": self[:1].id})

    def action_open_quants(self):
        """Open what is where of the variants."""
        return self.product_variant_ids.filtered(
            lambda variant: variant.is_storable or variant.qty_available
        ).action_open_quants()

    def action_open_product_lot(self):
        """Open the lots of the variants."""
        self.ensure_one()
        context = {"default_product_tmpl_id": self.id,
                   "default_company_id": (self.company_id or self.env.company).id,
                   "search_default_group_by_location": True}
        if self.product_variant_count == 1:
            context["default_product_id"] = self.product_variant_id.id
        return open_window(
            self, "action_product_production_lot_form", context=context,
            domain=[("product_id.product_tmpl_id", "=", self.id)])

    def action_view_stock_move_lines(self):
        """Open what has moved of the variants."""
        self.ensure_one()
        return open_window(self, "stock_move_line_action",
                           domain=[("product_id.product_tmpl_id", "in", self.ids)])

    def action_view_orderpoints(self):
        """Open the reordering rules of the variants."""
        return self.product_variant_ids.action_view_orderpoints()

    def action_view_related_putaway_rules(self):
        """Open the rules that say where the variants are put away."""
        self.ensure_one()
        return open_putaway(self, self, self.product_variant_ids)

    def action_view_storage_category_capacity(self):
        """Open how much of the variants places hold."""
        return self.product_variant_ids.action_view_storage_category_capacity()

    def action_open_routes_diagram(self):
        """Open the wizard that draws the rules of the templates."""
        products = self.product_variant_id
        return open_window(self, "action_stock_rules_report", context={
            **self.env.context, "default_product_id": products[:1].id,
            "default_product_tmpl_id": self[:1].id})

    def action_product_tmpl_forecast_report(self):
        """Open the forecast of the variants."""
        self.ensure_one()
        return {"type": "ir.actions.client",
                "tag": "stock_report_product_template_replenishment",
                "name": _("Forecasted Report"),
                "context": {"active_id": self.id, "active_model": "product.template"}}
