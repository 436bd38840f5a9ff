"""The wizard that returns what a transfer has moved."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockReturnPicking(models.TransientModel):
    _inherit = "stock.return.picking"

    product_return_moves = fields.One2many(
        "stock.return.picking.line", "wizard_id", compute="_compute_moves_locations",
        store=True, readonly=False, precompute=True)

    @api.model
    def default_get(self, fields_list):
        """Take the transfer from the context."""
        values = super().default_get(fields_list)
        context = self.env.context
        if context.get("active_model") == "stock.picking" and context.get("active_id"):
            if len(context.get("active_ids") or ()) > 1:
                raise UserError(_("You may only return one picking at a time."))
            picking = self.env["stock.picking"].browse(context["active_id"])
            if picking.exists():
                values["picking_id"] = picking.id
        return values

    @api.depends("picking_id")
    def _compute_moves_locations(self):
        for wizard in self:
            picking = wizard.picking_id
            if not picking:
                wizard.product_return_moves = [(5,)]
                continue
            if picking.state != "done":
                raise UserError(_("You may only return Done pickings."))
            moves = picking.move_ids.filtered(
                lambda move: move.state == "done" and not move.scrap_id)
            if not moves:
                raise UserError(_(
                    "No products to return (only lines in Done state and not fully "
                    "returned yet can be returned)."))
            wizard.product_return_moves = [(5,), *(
                (0, 0, {"product_id": move.product_id.id, "move_id": move.id,
                        "quantity": 0, "to_refund": True}) for move in moves)]

    def action_create_returns(self):
        """Make the return and open it."""
        self.ensure_one()
        picking = self._create_return()
        return {
            "name": _("Returned Picking"), "view_mode": "form",
            "res_model": "stock.picking", "res_id": picking.id,
            "type": "ir.actions.act_window", "context": dict(self.env.context),
        }

    def action_create_returns_all(self):
        """Return all that was moved and not yet returned, and open the return."""
        self.ensure_one()
        for line in self.product_return_moves:
            line.quantity = line._get_returnable()
        return self.action_create_returns()

    def action_create_exchanges(self):
        """Make the return and a transfer of the same goods once more."""
        action = self.action_create_returns()
        lines = self.product_return_moves.filtered("quantity")
        needs = [self.env["stock.rule"].Procurement(
            line.product_id, line.quantity, line.product_id.uom_id,
            line.move_id.location_dest_id, line.product_id.display_name,
            self.picking_id.origin or self.picking_id.name, line.move_id.company_id, {
                "warehouse_id": line.move_id.warehouse_id
                or line.move_id.picking_type_id.warehouse_id,
                "partner_id": self.picking_id.partner_id.id,
                "date_planned": line.move_id.date or fields.Datetime.now(),
                **line._get_exchange_values(),
            }) for line in lines]
        self.env["stock.rule"].run(needs)
        return action

    def _create_return(self):
        lines = self.product_return_moves.filtered("quantity")
        if not lines:
            raise UserError(_("Please specify at least one non-zero quantity."))
        origin = self.picking_id
        kind = origin.picking_type_id.return_picking_type_id or origin.picking_type_id
        values = {
            "move_ids": [], "move_line_ids": [], "picking_type_id": kind.id,
            "state": "draft", "return_id": origin.id,
            "origin": _("Return of %(picking_name)s", picking_name=origin.name),
            "location_id": origin.location_dest_id.id,
            "location_dest_id": origin.location_id.id, "user_id": False,
        }
        if kind.code == "incoming" and kind.default_location_dest_id:
            values["location_dest_id"] = kind.default_location_dest_id.id
        picking = origin.copy(values)
        picking.message_post(body=_("This transfer has been created from: %s", origin.name))
        for line in lines:
            line._make_return(picking)
        picking.action_confirm()
        picking.move_ids._action_assign()
        return picking


class StockReturnPickingLine(models.TransientModel):
    _inherit = "stock.return.picking.line"

    to_refund = fields.Boolean(default=True)
    quantity = fields.Float(default=1.0, digits="Product Unit")
    uom_id = fields.Many2one("uom.uom", compute="_compute_uom_id")

    @api.depends("product_id", "move_id")
    def _compute_uom_id(self):
        for line in self:
            line.uom_id = line.move_id.product_uom or line.product_id.uom_id

    def _get_returnable(self):
        move = self.move_id
        back = move.returned_move_ids.filtered(lambda m: m.state != "cancel")
        return max(0.0, move.quantity - sum(
            m.quantity if m.state == "done" else m.product_uom_qty for m in back))

    def _get_exchange_values(self):
        """Return what the new transfer has to know of the old one (hook)."""
        return {}

    def _make_return(self, picking):
        move = self.move_id
        if not move:
            return self.env["stock.move"].create({
                "product_id": self.product_id.id, "product_uom_qty": self.quantity,
                "product_uom": self.product_id.uom_id.id, "picking_id": picking.id})
        back = move.copy({
            "product_id": self.product_id.id, "product_uom_qty": self.quantity,
            "product_uom": move.product_uom.id, "picking_id": picking.id, "state": "draft",
            "date": fields.Datetime.now(), "location_id": move.location_dest_id.id,
            "location_dest_id": picking.location_dest_id.id, "location_final_id": False,
            "picking_type_id": picking.picking_type_id.id, "origin_returned_move_id": move.id,
            "procure_method": "make_to_stock", "to_refund": self.to_refund,
            "move_line_ids": [], "move_dest_ids": [], "move_orig_ids": [],
            "warehouse_id": picking.picking_type_id.warehouse_id.id,
            "reference_ids": [(6, 0, move.reference_ids.ids)],
        })
        return back
