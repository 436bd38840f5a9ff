"""When quants are counted, whether the count still holds, numbers that are there twice."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class StockQuant(models.Model):
    _inherit = "stock.quant"

    inventory_date = fields.Date(
        compute="_compute_inventory_date", store=True, readonly=False)
    inventory_diff_quantity = fields.Float(
        compute="_compute_inventory_diff_quantity", store=True)
    is_outdated = fields.Boolean(
        compute="_compute_is_outdated", search="_search_is_outdated")
    last_count_date = fields.Date(compute="_compute_last_count_date")
    sn_duplicated = fields.Boolean(compute="_compute_sn_duplicated")
    on_hand = fields.Boolean(store=False, search="_search_on_hand")
    lot_properties = fields.Properties(
        related="lot_id.lot_properties", definition="product_id.lot_properties_definition")

    @api.depends("location_id")
    def _compute_inventory_date(self):
        for quant in self.filtered(
                lambda quant: not quant.inventory_date
                and quant.location_id.usage in ("internal", "transit")):
            quant.inventory_date = quant.location_id._get_next_inventory_date()

    # the quantity is left out: what has moved since the count shows as a conflict
    @api.depends("inventory_quantity")
    def _compute_inventory_diff_quantity(self):
        for quant in self:
            quant.inventory_diff_quantity = quant.inventory_quantity - quant.quantity

    @api.depends("inventory_quantity", "inventory_diff_quantity", "quantity", "product_id")
    def _compute_is_outdated(self):
        for quant in self:
            known = quant.inventory_quantity - quant.inventory_diff_quantity
            quant.is_outdated = bool(quant.inventory_quantity_set) and bool(
                quant.product_id) and quant.product_id.uom_id.compare(
                    known, quant.quantity) != 0

    def _search_is_outdated(self, operator, value):
        if operator != "in":
            return NotImplemented
        quants = self.search([("inventory_quantity_set", "=", True)])
        return [("id", "in", quants.filtered("is_outdated").ids)]

    def _search_on_hand(self, operator, value):
        if operator != "in":
            return NotImplemented
        places = self.env["product.product"]._get_locations()
        return [("location_id", "in", places.ids), ("quantity", "!=", 0)]

    def _compute_last_count_date(self):
        groups = self.env["stock.move.line"]._read_group([
            ("state", "=", "done"), ("is_inventory", "=", True),
            ("product_id", "in", self.product_id.ids), "|",
            ("location_id", "in", self.location_id.ids),
            ("location_dest_id", "in", self.location_id.ids)],
            ["product_id", "lot_id", "location_id", "location_dest_id"], ["date:max"])
        days = {}
        for product, lot, source, target, day in groups:
            for place in (source, target):
                key = (product, lot, place)
                days[key] = max(day, days.get(key, day))
        for quant in self:
            quant.last_count_date = days.get(
                (quant.product_id, quant.lot_id, quant.location_id), False)

    @api.depends("lot_id", "quantity")
    def _compute_sn_duplicated(self):
        groups = self._read_group([
            ("tracking", "=", "serial"), ("lot_id", "in", self.lot_id.ids),
            ("location_id.usage", "in", ("internal", "transit"))], ["lot_id"], ["__count"])
        twice = {lot.id for lot, count in groups if count > 1}
        for quant in self:
            quant.sn_duplicated = quant.lot_id.id in twice

    @api.constrains("quantity")
    def check_quantity(self):
        """Refuse a serial number that is in one place more than once."""
        for quant in self.filtered(
                lambda quant: quant.product_id.tracking == "serial" and quant.lot_id
                and quant.location_id.usage != "inventory"):
            if quant.product_id.uom_id.compare(abs(quant.quantity), 1.0) > 0:
                raise ValidationError(_(
                    "The serial number has already been assigned: \n Product: %(product)s, "
                    "Serial Number: %(serial_number)s",
                    product=quant.product_id.display_name,
                    serial_number=quant.lot_id.name))

    def _find_conflicts(self):
        """Return the window that asks about counts that no longer hold; None without."""
        outdated = self.filtered("is_outdated")
        if not outdated:
            return None
        return {
            "name": _("Conflict in Inventory Adjustment"), "view_mode": "form",
            "type": "ir.actions.act_window", "res_model": "stock.inventory.conflict",
            "views": [(False, "form")], "target": "new", "context": {
                "default_quant_ids": self.ids, "default_quant_to_fix_ids": outdated.ids},
        }
