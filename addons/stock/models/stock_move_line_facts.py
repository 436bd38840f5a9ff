"""What is worked out of lines of moves, and inventories that are taken back."""
from odoo import _, api, fields, models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    is_locked = fields.Boolean(related="move_id.is_locked")
    lots_visible = fields.Boolean(compute="_compute_lots_visible")
    picking_type_id = fields.Many2one(
        "stock.picking.type", compute="_compute_picking_type_id",
        search="_search_picking_type_id")
    picking_code = fields.Selection(related="picking_type_id.code")
    picking_type_use_create_lots = fields.Boolean(
        related="picking_type_id.use_create_lots")
    picking_type_use_existing_lots = fields.Boolean(
        related="picking_type_id.use_existing_lots")
    product_category_name = fields.Char(related="product_id.categ_id.complete_name")
    result_package_dest_name = fields.Char(related="result_package_id.dest_complete_name")

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for line in self:
            product = line.product_id
            line.allowed_uom_ids = product.uom_id | product.uom_ids | \
                product.seller_ids.product_uom_id

    @api.depends("picking_id.picking_type_id", "product_id.tracking")
    def _compute_lots_visible(self):
        for line in self:
            kind, tracked = line.picking_id.picking_type_id, \
                line.product_id.tracking != "none"
            line.lots_visible = tracked and (not kind or bool(
                line.picking_id and (kind.use_create_lots or kind.use_existing_lots)))

    @api.depends("picking_id.picking_type_id")
    def _compute_picking_type_id(self):
        for line in self:
            line.picking_type_id = line.picking_id.picking_type_id or \
                line.move_id.picking_type_id

    def _search_picking_type_id(self, operator, value):
        return [("picking_id.picking_type_id", operator, value)]

    def action_open_reference(self):
        """Open what the line belongs to."""
        self.ensure_one()
        if self.move_id:
            return self.move_id.action_open_reference()
        return {"res_model": self._name, "type": "ir.actions.act_window",
                "views": [[False, "form"]], "res_id": self.id}

    @api.model
    def get_move_line_quant_match(self, move_id, dirty_move_line_ids, dirty_quant_ids):
        """Return the quants that a move's lines take from, and the lines that do."""
        move = self.env["stock.move"].browse(move_id)
        lines = self.browse(dirty_move_line_ids)
        quants = self.env["stock.quant"].browse(dirty_quant_ids) | \
            lines._get_quants_of_lines()
        return [
            [(quant.id, {"available_quantity": quant.quantity
                         - quant.reserved_quantity,
                         "move_line_ids": (move.move_line_ids & lines).filtered(
                             lambda line, q=quant: q in line._get_quants()).ids})
             for quant in quants],
            [(line.id, {"quantity": line.quantity, "quant_id":
                        line._get_quants()[:1].id}) for line in lines],
        ]

    def _get_quants_of_lines(self):
        quants = self.env["stock.quant"]
        for line in self:
            quants |= line._get_quants()
        return quants

    def action_revert_inventory(self):
        """Take inventories back: what they moved moves back; a notification says so."""
        lines = self.filtered(
            lambda line: line.is_inventory and not line.product_uom_id.is_zero(
                line.quantity))
        count = len(lines)
        moves = self.env["stock.move"]
        for line in lines:
            move = moves.create({
                "inventory_name": _("%s [reverted]", line.reference),
                "product_id": line.product_id.id, "is_inventory": True,
                "product_uom": line.product_uom_id.id, "product_uom_qty": line.quantity,
                "company_id": line.company_id.id or self.env.company.id,
                "state": "confirmed", "location_id": line.location_dest_id.id,
                "location_dest_id": line.location_id.id})
            self.create({
                "move_id": move.id, "quantity": line.quantity, "lot_id": line.lot_id.id,
                "product_uom_id": line.product_uom_id.id, "owner_id": line.owner_id.id,
                "package_id": line.result_package_id.id,
                "location_id": line.location_dest_id.id,
                "location_dest_id": line.location_id.id,
                "result_package_id": line.package_id.id})
            move.picked = True
            moves |= move
        moves._action_done()
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success" if count else "danger",
                "message": _("The inventory adjustments have been reverted.") if count
                else _("There are no inventory adjustments to revert."),
                "next": {"type": "ir.actions.act_window_close"}},
        }


class StockMove(models.Model):
    _inherit = "stock.move"

    def action_open_reference(self):
        """Open the transfer of the move, or the scrap, or the move itself."""
        self.ensure_one()
        source = self.picking_id or self.scrap_id
        if source and source.has_access("read"):
            return {"res_model": source._name, "type": "ir.actions.act_window",
                    "views": [[False, "form"]], "res_id": source.id}
        return {"res_model": self._name, "type": "ir.actions.act_window",
                "views": [[False, "form"]], "res_id": self.id}

    def action_show_details(self):
        """Open the lines of the move."""
        self.ensure_one()
        view = self.env.ref("stock.view_stock_move_operations", raise_if_not_found=False)
        return {
            "name": _("Detailed Operations"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "stock.move", "target": "new",
            "views": [(view.id if view else False, "form")], "res_id": self.id,
            "view_id": view.id if view else False,
            "context": {**self.env.context, "active_mo_id": self.env.context.get(
                "active_mo_id"), "default_picking_id": self.picking_id.id},
        }

    def action_product_forecast_report(self):
        """Open the forecast of the product, as of the move."""
        self.ensure_one()
        action = self.product_id.action_product_forecast_report()
        place = self.location_id if self._is_consuming() else self.location_dest_id
        return {**action, "context": {
            **action["context"], "move_to_match_ids": self.ids,
            "warehouse_id": place.warehouse_id.id}}
