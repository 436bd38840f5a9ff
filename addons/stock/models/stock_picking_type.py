"""Kinds of transfers."""
from odoo import api, fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    create_backorder = fields.Selection(default="ask")
    move_type = fields.Selection(default="direct")
    reservation_method = fields.Selection(default="at_confirm")
    lot_label_format = fields.Selection(default="4x12_lots")
    package_label_to_print = fields.Selection(default="pdf")
    product_label_format = fields.Selection(default="2x7xprice")
    warehouse_id = fields.Many2one("stock.warehouse", ondelete="cascade")
    default_location_src_id = fields.Many2one("stock.location", required=True)
    default_location_dest_id = fields.Many2one("stock.location", required=True)
    count_picking_ready = fields.Integer(compute="_compute_counts")
    count_picking_waiting = fields.Integer(compute="_compute_counts")
    count_picking_draft = fields.Integer(compute="_compute_counts")

    def _compute_counts(self):
        groups = self.env["stock.picking"]._read_group(
            [("picking_type_id", "in", self.ids)], ["picking_type_id", "state"],
            ["__count"])
        counts = {(kind.id, state): count for kind, state, count in groups}
        for kind in self:
            kind.count_picking_ready = counts.get((kind.id, "assigned"), 0)
            kind.count_picking_draft = counts.get((kind.id, "draft"), 0)
            kind.count_picking_waiting = counts.get((kind.id, "confirmed"), 0) + \
                counts.get((kind.id, "waiting"), 0)

    @api.depends("warehouse_id.name")
    def _compute_display_name(self):
        for kind in self:
            kind.display_name = f"{kind.warehouse_id.name}: {kind.name}" \
                if kind.warehouse_id else kind.name

    @api.model_create_multi
    def create(self, vals_list):
        """Make kinds of transfers, each with its numbers."""
        for vals in vals_list:
            if not vals.get("sequence_id"):
                warehouse = self.env["stock.warehouse"].browse(
                    vals.get("warehouse_id") or ())
                code = vals.get("sequence_code")
                prefix = f"{warehouse.code}/{code}/" if warehouse else f"{code}/"
                vals["sequence_id"] = self.env["ir.sequence"].sudo().create({
                    "name": self.env._("%(warehouse)s Sequence %(code)s",
                                       warehouse=warehouse.name or "",
                                       code=self.env.context.get("sequence_label", code)),
                    "prefix": prefix, "padding": 5,
                    "company_id": vals.get("company_id") or self.env.company.id,
                }).id
            self._add_locations(vals)
        return super().create(vals_list)

    def _add_locations(self, vals):
        warehouse = self.env["stock.warehouse"].browse(vals.get("warehouse_id") or ())
        own = warehouse.lot_stock_id.id
        ends = {"incoming": ("stock.stock_location_suppliers", own),
                "outgoing": (own, "stock.stock_location_customers")}
        source, target = ends.get(vals.get("code"), (own, own))
        for name, value in (("default_location_src_id", source),
                            ("default_location_dest_id", target)):
            if not vals.get(name):
                vals[name] = self.env.ref(value).id if isinstance(value, str) else value
