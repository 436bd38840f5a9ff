"""Warehouses: their places and kinds of transfers."""
from odoo import _, api, fields, models

# field, name, code, short name, sequence, from, to
KINDS = (
    ("in_type_id", "Receipts", "incoming", "IN", 1, None, None),
    ("out_type_id", "Delivery Orders", "outgoing", "OUT", 5, None, None),
    ("int_type_id", "Internal Transfers", "internal", "INT", 9, None, None),
    ("qc_type_id", "Quality Control", "internal", "QC", 2,
     "wh_input_stock_loc_id", "wh_qc_stock_loc_id"),
    ("store_type_id", "Storage", "internal", "STOR", 3,
     "wh_input_stock_loc_id", "lot_stock_id"),
    ("pick_type_id", "Pick", "internal", "PICK", 4,
     "lot_stock_id", "wh_output_stock_loc_id"),
    ("pack_type_id", "Pack", "internal", "PACK", 4,
     "wh_pack_stock_loc_id", "wh_output_stock_loc_id"),
    ("xdock_type_id", "Cross Dock", "internal", "XD", 6,
     "wh_input_stock_loc_id", "wh_output_stock_loc_id"),
)


# what the numbers of each kind are called
SEQUENCES = {
    "IN": "in", "OUT": "out", "INT": "internal", "QC": "quality control",
    "STOR": "storage", "PICK": "picking", "PACK": "packing", "XD": "cross dock",
}


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    active = fields.Boolean(default=True)
    name = fields.Char(default=lambda self: self.env.company.name)
    code = fields.Char(size=5, required=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    partner_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    reception_steps = fields.Selection(default="one_step")
    delivery_steps = fields.Selection(default="ship_only")
    sequence = fields.Integer(default=10)

    _warehouse_name_uniq = models.Constraint(
        "UNIQUE (name, company_id)",
        "The name of the warehouse must be unique per company!")
    _warehouse_code_uniq = models.Constraint(
        "UNIQUE (code, company_id)",
        "The short name of the warehouse must be unique per company!")

    @api.model_create_multi
    def create(self, vals_list):
        """Make warehouses with their places and kinds of transfers."""
        locations = self.env["stock.location"]
        for vals in vals_list:
            company = vals.get("company_id") or self.env.company.id
            view = locations.create({
                "name": vals.get("code"), "usage": "view", "company_id": company})
            vals["view_location_id"] = view.id
            for field, name, active in (
                ("lot_stock_id", _("Stock"), True),
                ("wh_input_stock_loc_id", _("Input"), False),
                ("wh_qc_stock_loc_id", _("Quality Control"), False),
                ("wh_output_stock_loc_id", _("Output"), False),
                ("wh_pack_stock_loc_id", _("Packing Zone"), False),
            ):
                vals[field] = locations.create({
                    "name": name, "usage": "internal", "location_id": view.id,
                    "active": active, "company_id": company,
                    "replenish_location": field == "lot_stock_id"}).id
        warehouses = super().create(vals_list)
        for warehouse in warehouses:
            for field, name, code, short, sequence, source, target in KINDS:
                warehouse[field] = self.env["stock.picking.type"].with_context(
                    sequence_label=SEQUENCES[short]).create({
                    "name": name, "code": code, "sequence_code": short,
                    "sequence": sequence, "warehouse_id": warehouse.id,
                    "company_id": warehouse.company_id.id, "active": not source,
                    "use_create_lots": code == "incoming",
                    "use_existing_lots": code != "incoming",
                    "print_label": code == "outgoing",
                    **({"default_location_src_id": warehouse[source].id,
                        "default_location_dest_id": warehouse[target].id}
                       if source else {}),
                })
            warehouse.in_type_id.return_picking_type_id = warehouse.out_type_id
            warehouse.out_type_id.return_picking_type_id = warehouse.in_type_id
            for location in warehouse.view_location_id | warehouse.lot_stock_id:
                location.warehouse_id = warehouse
        return warehouses

    def _name_parts(self):
        """Give the parts of the first warehouse the external ids they have in Odoo."""
        names = {
            "stock_location_company": self.view_location_id,
            "stock_location_stock": self.lot_stock_id,
            "stock_location_output": self.wh_output_stock_loc_id,
            "location_pack_zone": self.wh_pack_stock_loc_id,
            "picking_type_in": self.in_type_id, "picking_type_out": self.out_type_id,
            "picking_type_internal": self.int_type_id,
        }
        self.env["ir.model.data"]._update_xmlids([
            {"xml_id": f"stock.{name}", "record": record, "noupdate": True}
            for name, record in names.items()])
