"""Places where goods are, and the rest of the world."""
from odoo import api, fields, models

BYPASSED = ("supplier", "customer", "inventory", "production")


class StockLocation(models.Model):
    _inherit = "stock.location"
    _rec_name = "complete_name"
    _rec_names_search = ["complete_name", "barcode"]

    active = fields.Boolean(default=True)
    usage = fields.Selection(default="internal")
    company_id = fields.Many2one(default=lambda self: self.env.company)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True)
    warehouse_id = fields.Many2one(
        "stock.warehouse", compute="_compute_warehouse_id", store=True)

    @api.depends("name", "location_id.complete_name", "usage")
    def _compute_complete_name(self):
        for location in self:
            parent = location.location_id
            location.complete_name = f"{parent.complete_name}/{location.name}" \
                if parent and location.usage != "view" else location.name

    @api.depends("parent_path", "location_id")
    def _compute_warehouse_id(self):
        warehouses = {
            warehouse.view_location_id.id: warehouse
            for warehouse in self.env["stock.warehouse"].search([])}
        for location in self:
            path = (location.parent_path or "").strip("/").split("/")
            found = [warehouses[int(id_)] for id_ in path
                     if id_ and int(id_) in warehouses]
            location.warehouse_id = found[-1] if found else False

    def should_bypass_reservation(self):
        """Tell whether goods come from here without being reserved."""
        self.ensure_one()
        return self.usage in BYPASSED
