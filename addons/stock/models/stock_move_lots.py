"""Lots of moves: those that they have, and those that are made or read for them."""
import re

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockMove(models.Model):
    _inherit = "stock.move"

    lot_ids = fields.Many2many(
        "stock.lot", compute="_compute_lot_ids", inverse="_set_lot_ids")

    @api.depends("move_line_ids.lot_id")
    def _compute_lot_ids(self):
        for move in self:
            move.lot_ids = move.move_line_ids.lot_id

    def _set_lot_ids(self):
        for move in self:
            lines = move.move_line_ids
            lines.filtered(lambda line, m=move: line.lot_id
                           and line.lot_id not in m.lot_ids).unlink()
            free = move.move_line_ids.filtered(lambda line: not line.lot_id)
            for lot in move.lot_ids - move.move_line_ids.lot_id:
                if free:
                    free[0].write({"lot_id": lot.id, **(
                        {"quantity": 1.0} if move.product_id.tracking == "serial" else {})})
                    free = free[1:]
                else:
                    self.env["stock.move.line"].create({
                        "move_id": move.id, "lot_id": lot.id, "quantity": 1.0})

    @api.model
    def split_lots(self, lots):
        """Return [{lot_name, quantity}] of a text: a lot a line, a quantity behind it."""
        found = []
        for text in (lots or "").splitlines():
            name, *rest = (part.strip() for part in re.split("[;\t]", text))
            if not name:
                continue
            numbers = [part for part in rest if part.replace(".", "", 1).isdigit()]
            found.append({"lot_name": name,
                          "quantity": float(numbers[0]) if numbers else 1.0})
        return found

    @api.model
    def action_generate_lot_line_vals(
        self, context_data, mode, first_lot, count, lot_text,
    ):
        """Return the values of lines for lots that are counted up, or read of a text."""
        product = self.env["product.product"].browse(
            context_data.get("default_product_id"))
        if not product:
            raise UserError(_("No product found to generate Serials/Lots for."))
        target = self.env["stock.location"].browse(
            context_data.get("default_location_dest_id"))
        kind = self.env["stock.picking.type"].browse(
            context_data.get("default_picking_type_id") or ())
        if mode == "generate":
            values = self._count_lots(product, first_lot, count, context_data)
        else:
            values = self.split_lots(lot_text)
        lots, result = self.env["stock.lot"], []
        known = {lot.name: lot for lot in lots.search([
            ("product_id", "=", product.id),
            ("name", "in", [vals["lot_name"] for vals in values])])} \
            if kind.use_existing_lots else {}
        for vals in values:
            line = {
                "quantity": vals["quantity"], "lot_name": vals["lot_name"],
                "product_uom_id": product.uom_id.id, "product_id": product.id,
                "location_dest_id": target._get_putaway_strategy(
                    product, vals["quantity"]).id if target else False,
                **{name.removeprefix("default_"): value
                   for name, value in context_data.items()
                   if name in ("default_move_id", "default_location_id",
                               "default_picking_id")}}
            if vals["lot_name"] in known:
                line |= {"lot_id": known[vals["lot_name"]].id, "lot_name": False}
            result.append(self._show_names(line))
        return result

    def _count_lots(self, product, first_lot, count, context_data):
        quantity = context_data.get("default_quantity") or 0.0
        names = self.env["stock.lot"].generate_lot_names(first_lot, 1)
        if product.tracking != "lot" or not quantity:
            names = self.env["stock.lot"].generate_lot_names(first_lot, count)
            return [{**name, "quantity": 1.0} for name in names]
        # lots of `count` each, and one of what is left
        whole, rest = divmod(quantity, count or 1.0)
        amounts = [float(count)] * int(whole) + ([rest] if rest else [])
        names = self.env["stock.lot"].generate_lot_names(first_lot, len(amounts))
        return [{**name, "quantity": amount}
                for name, amount in zip(names, amounts, strict=True)]

    def _show_names(self, line):
        """Give many2one values of a line as forms take them."""
        fields_ = self.env["stock.move.line"]._fields
        return {
            name: {"id": value, "display_name":
                   self.env[fields_[name].comodel_name].browse(value).display_name}
            if value and fields_[name].type == "many2one" else value
            for name, value in line.items()}
