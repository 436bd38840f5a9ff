"""Windows on transfers, and transfers that are split in two."""
from odoo import _, fields, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_picking_move_tree(self):
        """Open the moves of the transfers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("stock.stock_move_action")
        return {**action, "context": dict(self.env.context),
                "domain": [("picking_id", "in", self.ids)]}

    def action_next_transfer(self):
        """Open the transfers that take on what these bring."""
        following = self._get_next_transfers()
        if len(following) == 1:
            return {"type": "ir.actions.act_window", "res_model": "stock.picking",
                    "views": [(False, "form")], "res_id": following.id}
        return {"name": _("Next Transfers"), "type": "ir.actions.act_window",
                "res_model": "stock.picking", "view_mode": "list,form",
                "domain": [("id", "in", following.ids)]}

    def action_view_reception_report(self):
        """Open the report of what waits for the goods."""
        return {"type": "ir.actions.client", "tag": "reception_report",
                "name": _("Reception Report"), "target": "main",
                "context": {"default_picking_ids": self.ids}}

    def action_open_label_layout(self):
        """Open the wizard that prints labels of the products."""
        view = self.env.ref("stock.product_label_layout_form_picking",
                            raise_if_not_found=False)
        return {
            "name": _("Choose Labels Layout"), "type": "ir.actions.act_window",
            "res_model": "product.label.layout", "target": "new",
            "views": [(view.id if view else False, "form")],
            "context": {"default_product_ids": self.move_ids.product_id.ids,
                        "default_move_ids": self.move_ids.ids,
                        "default_move_quantity": "move"}}

    def action_open_label_type(self):
        """Open the wizard that asks which labels to print; products have theirs alone."""
        if self.env.user.has_group("stock.group_production_lot") and \
                self.move_line_ids.lot_id:
            return {"name": _("Choose Type of Labels To Print"), "target": "new",
                    "type": "ir.actions.act_window", "res_model": "picking.label.type",
                    "views": [(False, "form")],
                    "context": {"default_picking_ids": self.ids}}
        return self.action_open_label_layout()

    def action_split_transfer(self):
        """Put what is not picked into a transfer of its own."""
        self.ensure_one()
        if self.state in ("draft", "done", "cancel"):
            raise UserError(_(
                "You cannot split a transfer that is not confirmed or that is done."))
        moves = self.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        if all(move.product_uom.is_zero(move.quantity) for move in moves):
            raise UserError(_(
                "%s: Nothing to split. Fill the quantities you want in a new transfer in "
                "the done quantities", self.display_name))
        if any(move.product_uom.compare(move.quantity, 0) < 0 for move in moves):
            raise UserError(_(
                "%s: Can't split: quantities done can't be below 0", self.display_name))
        if all(move.product_uom.compare(move.quantity, move.product_uom_qty) == 0
               for move in moves):
            raise UserError(_(
                "%s: Nothing to split, all demand is done. For split you need at least one "
                "line not fully fulfilled", self.display_name))
        if any(move.product_uom.compare(move.quantity, move.product_uom_qty) > 0
               for move in moves):
            raise UserError(_(
                "%s: Can't split: quantities done can't be above demand",
                self.display_name))
        untouched = moves.filtered(lambda move: not move.quantity)
        values = [
            {**move._split(move.product_uom.round(move.product_uom_qty - move.quantity)),
             "state": "confirmed"}
            for move in moves - untouched
            if move.product_uom.compare(move.quantity, move.product_uom_qty) < 0]
        untouched |= self.env["stock.move"].create(values)
        self._create_backorder(untouched)
        (moves - untouched).filtered(
            lambda move: move.state == "partially_available").write({"state": "assigned"})
        return True


class PickingLabelType(models.TransientModel):
    _inherit = "picking.label.type"

    label_type = fields.Selection(default="products", required=True)

    def process(self):
        """Open the wizard of the labels that were chosen."""
        if not self.picking_ids:
            return None
        if self.label_type == "products":
            return self.picking_ids.action_open_label_layout()
        return {
            "name": _("Choose Labels Layout"), "type": "ir.actions.act_window",
            "res_model": "lot.label.layout", "target": "new", "view_mode": "form",
            "context": {"default_move_line_ids": self.picking_ids.move_line_ids.ids}}


class LotLabelLayout(models.TransientModel):
    _inherit = "lot.label.layout"

    label_quantity = fields.Selection(default="lots", required=True)
    print_format = fields.Selection(default="4x12", required=True)

    def process(self):
        """Print the labels of the lots: the report's action."""
        self.ensure_one()
        name = "stock.action_report_lot_label" if self.print_format == "4x12" \
            else "stock.label_lot_template"
        lots = self.move_line_ids.filtered("lot_id")
        if self.label_quantity == "lots":
            ids = lots.lot_id.ids
        else:
            ids = [line.lot_id.id for line in lots for _one in range(
                int(line.quantity) if line.product_uom_id._has_common_reference(
                    self.env.ref("uom.product_uom_unit")) else 1)]
        action = self.env.ref(name).report_action(ids, config=False)
        return {**action, "close_on_report_download": True}
