"""Transfers: moves that go together."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    name = fields.Char(default="/", copy=False)
    priority = fields.Selection(default="0")
    is_locked = fields.Boolean(default=True, copy=False)
    user_id = fields.Many2one(default=lambda self: self.env.user)
    move_ids = fields.One2many(copy=True)
    move_type = fields.Selection(
        compute="_compute_move_type", store=True, readonly=False, required=True,
        precompute=True)
    picking_type_id = fields.Many2one(
        required=True, default=lambda self: self._get_default_type())
    location_id = fields.Many2one(
        "stock.location", compute="_compute_locations", store=True, readonly=False,
        required=True, precompute=True)
    location_dest_id = fields.Many2one(
        "stock.location", compute="_compute_locations", store=True, readonly=False,
        required=True, precompute=True)
    state = fields.Selection(compute="_compute_state", store=True, copy=False)
    picking_type_code = fields.Selection(related="picking_type_id.code")
    products_availability_state = fields.Selection(
        compute="_compute_products_availability",
        search="_search_products_availability_state")

    _name_uniq = models.Constraint(
        "UNIQUE (name, company_id)", "Reference must be unique per company!")

    @api.model
    def _get_default_type(self):
        code = self.env.context.get("restricted_picking_type_code")
        return self.env["stock.picking.type"].search([("code", "=", code)], limit=1) \
            if code else False

    @api.depends("picking_type_id")
    def _compute_move_type(self):
        for picking in self:
            picking.move_type = picking.picking_type_id.move_type or "direct"

    @api.depends("picking_type_id", "partner_id")
    def _compute_locations(self):
        for picking in self:
            if picking.state in ("done", "cancel") or picking.return_id:
                continue
            kind, partner = picking.picking_type_id, picking.partner_id
            source, target = kind.default_location_src_id, kind.default_location_dest_id
            if source.usage == "supplier" and partner.property_stock_supplier:
                source = partner.property_stock_supplier
            if target.usage == "customer" and partner.property_stock_customer:
                target = partner.property_stock_customer
            picking.location_id, picking.location_dest_id = source, target

    @api.depends("move_ids.state", "move_type", "move_ids.picking_id")
    def _compute_state(self):
        for picking in self:
            picking.state = picking._get_state()

    def _get_state(self):
        states = set(self.move_ids.mapped("state"))
        if not states or "draft" in states:
            return "draft"
        if states == {"cancel"}:
            return "cancel"
        if states <= {"done", "cancel"}:
            return "done"
        states -= {"done", "cancel"}
        if states == {"assigned"}:
            return "assigned"
        if self.location_id.should_bypass_reservation():
            return "assigned"
        if self.move_type == "direct" and states & {"assigned", "partially_available"}:
            return "assigned"
        return "waiting" if states == {"waiting"} else "confirmed"

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make transfers, each with the next number of its kind."""
        for vals in vals_list:
            kind = self.env["stock.picking.type"].browse(
                vals.get("picking_type_id")
                or self.default_get(["picking_type_id"]).get("picking_type_id") or ())
            if vals.get("name", "/") == "/" and kind.sequence_id:
                vals["name"] = kind.sequence_id.next_by_id()
        pickings = super().create(vals_list)
        for picking in pickings:
            picking.move_ids.filtered(
                lambda move: not move.picking_type_id
            ).write({"picking_type_id": picking.picking_type_id.id})
            if picking.partner_id and picking._is_with_others():
                picking.message_subscribe(picking.partner_id.ids)
        pickings._confirm_filled()
        return pickings

    def write(self, vals):
        """Change transfers; open moves go the same way, a new kind has its own numbers."""
        kind = self.env["stock.picking.type"].browse(vals.get("picking_type_id") or ())
        changed = self.filtered(lambda picking: kind and picking.picking_type_id != kind)
        if any(picking.state in ("done", "cancel") for picking in changed):
            raise UserError(_(
                "Changing the operation type of this record is forbidden at this point."))
        for picking in changed:
            picking.name = kind.sequence_id.next_by_id()
        before = {picking: picking.partner_id for picking in self} \
            if "partner_id" in vals else {}
        result = super().write(vals)
        for picking, partner in before.items():
            if picking._is_with_others() and picking.partner_id != partner:
                picking.message_unsubscribe(partner.ids)
                picking.message_subscribe(picking.partner_id.ids)
        after = {name: vals[name] for name in (
            "location_id", "location_dest_id", "partner_id") if name in vals
            and (vals[name] or name == "partner_id")}
        if after:
            self.move_ids.filtered(
                lambda move: not move.scrap_id and move.state not in ("done", "cancel")
            ).write(after)
        if vals.get("move_ids"):
            self._confirm_filled()
        return result

    def _is_with_others(self):
        """Tell whether goods come from a vendor, or go to a customer."""
        return self.location_id.usage == "supplier" or \
            self.location_dest_id.usage == "customer"

    def _confirm_filled(self):
        """Confirm draft moves that have quantities already."""
        self.move_ids.filtered(
            lambda move: move.state == "draft" and move.quantity)._action_confirm()

    def unlink(self):
        """Delete transfers that nothing was moved by."""
        self.move_ids._action_cancel()
        self.move_ids.unlink()
        return super().unlink()

    # ---- states
    def action_confirm(self):
        """Ask for the goods."""
        self.move_ids.filtered(lambda move: move.state == "draft")._action_confirm()
        return True

    def action_assign(self):
        """Reserve what is there."""
        self.filtered(lambda picking: picking.state == "draft").action_confirm()
        moves = self.move_ids.filtered(
            lambda move: move.state not in ("draft", "cancel", "done"))
        if not moves:
            raise UserError(_("Nothing to check the availability for."))
        moves.sorted(lambda move: (move.priority != "1", move.date, move.id)
                     )._action_assign()
        return True

    def do_unreserve(self):
        """Free what is reserved."""
        self.move_ids._do_unreserve()

    def action_cancel(self):
        """Give the goods up."""
        self.move_ids._action_cancel()
        self.write({"is_locked": True})
        return True
