"""Whom lots were delivered to, and the windows on them."""
from odoo import _, api, fields, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    display_complete = fields.Boolean(compute="_compute_display_complete")
    lot_properties = fields.Properties(
        "Properties", definition="product_id.lot_properties_definition", copy=True)
    partner_ids = fields.Many2many(
        "res.partner", compute="_compute_partner_ids", search="_search_partner_ids")

    @api.depends_context("display_complete")
    def _compute_display_complete(self):
        for lot in self:
            lot.display_complete = bool(
                lot._origin.id or self.env.context.get("display_complete"))

    @api.depends("name")
    def _compute_partner_ids(self):
        groups = self.env["stock.move.line"].sudo()._read_group([
            ("lot_id", "in", self.ids), ("state", "=", "done"),
            ("picking_id.partner_id", "!=", False),
            ("location_dest_id.usage", "=", "customer")],
            ["lot_id"], ["picking_id:recordset"])
        found = {lot.id: pickings.partner_id for lot, pickings in groups}
        for lot in self:
            lot.partner_ids = found.get(lot._origin.id, False)

    def _search_partner_ids(self, operator, value):
        lines = self.env["stock.move.line"].sudo().search([
            ("lot_id", "!=", False), ("state", "=", "done"),
            ("picking_id.partner_id", operator, value),
            ("location_dest_id.usage", "=", "customer")])
        return [("id", "in", lines.lot_id.ids)]

    def action_lot_open_quants(self):
        """Open where the lots are."""
        quants = self.env["stock.quant"].with_context(
            search_default_lot_id=self.ids, create=False, edit=False)
        return quants.action_view_quants()

    def action_lot_open_transfers(self):
        """Open the deliveries of the lot."""
        self.ensure_one()
        action = {"res_model": "stock.picking", "type": "ir.actions.act_window"}
        if len(self.delivery_ids) == 1:
            return {**action, "view_mode": "form", "res_id": self.delivery_ids.id}
        return {**action, "name": _("Delivery orders of %s", self.display_name),
                "domain": [("id", "in", self.delivery_ids.ids)], "view_mode": "list,form"}


class ProductProduct(models.Model):
    _inherit = "product.product"

    lot_properties_definition = fields.PropertiesDefinition()


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_view_stock_serial(self):
        """Open the serial numbers that the contact has."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_production_lot_form")
        return {**action, "domain": [("partner_ids", "in", self.ids)]}
