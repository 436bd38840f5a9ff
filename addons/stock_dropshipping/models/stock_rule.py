"""Needs of customers that vendors meet themselves."""
from odoo import models


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _is_dropship(self):
        return self.location_src_id.usage == "supplier" \
            and self.location_dest_id.usage == "customer"

    def _get_request_values(self, need, seller):
        values = super()._get_request_values(need, seller)
        if self._is_dropship():
            values["dest_address_id"] = need.values.get("partner_id") or False
        return values

    def _fits_request(self, order, need):
        fits = super()._fits_request(order, need)
        return fits and (not self._is_dropship() or order.dest_address_id.id == (
            need.values.get("partner_id") or False))

    def _get_request_line_values(self, need, seller):
        return {**super()._get_request_line_values(need, seller),
                "sale_line_id": need.values.get("sale_line_id", False)}

    def _get_picking_type_codes(self):
        codes = super()._get_picking_type_codes()
        return [*codes, "dropship"] if self.action == "buy" else codes
