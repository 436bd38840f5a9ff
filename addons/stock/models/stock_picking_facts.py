"""What is worked out of transfers: dates, weights, what will be there, what to show."""
import json

from odoo import _, api, fields, models
from odoo.tools import format_date, format_datetime


class StockPicking(models.Model):
    _inherit = "stock.picking"

    scheduled_date = fields.Datetime(
        compute="_compute_scheduled_date", inverse="_set_scheduled_date", store=True,
        default=fields.Datetime.now)
    date_deadline = fields.Datetime(compute="_compute_date_deadline", store=True)
    has_deadline_issue = fields.Boolean(
        compute="_compute_has_deadline_issue", store=True, default=False)
    delay_alert_date = fields.Datetime(
        compute="_compute_delay_alert_date", search="_search_delay_alert_date")
    json_popover = fields.Char(compute="_compute_json_popover")
    products_availability = fields.Char(compute="_compute_products_availability")
    shipping_weight = fields.Float(
        compute="_compute_weights", store=True, readonly=False, digits="Stock Weight")
    weight_bulk = fields.Float(compute="_compute_weight_bulk")
    shipping_volume = fields.Float(compute="_compute_shipping_volume")
    picking_properties = fields.Properties(
        "Properties", definition="picking_type_id.picking_properties_definition",
        copy=True)
    packages_count = fields.Integer(compute="_compute_counts")
    return_count = fields.Integer(compute="_compute_counts")
    has_scrap_move = fields.Boolean(compute="_compute_counts")
    has_tracking = fields.Boolean(compute="_compute_counts")
    is_signed = fields.Boolean(compute="_compute_is_signed")
    is_date_editable = fields.Boolean(compute="_compute_show")
    show_check_availability = fields.Boolean(compute="_compute_show")
    show_lots_text = fields.Boolean(compute="_compute_show")
    show_next_pickings = fields.Boolean(compute="_compute_show_next_pickings")
    show_allocation = fields.Boolean(compute="_compute_show_allocation")
    picking_warning_text = fields.Text(compute="_compute_picking_warning_text")

    # ---- dates
    @api.depends("move_ids.state", "move_ids.date", "move_type")
    def _compute_scheduled_date(self):
        for picking in self:
            days = [move.date for move in picking.move_ids
                    if move.state not in ("done", "cancel") and move.date]
            pick = min if picking.move_type == "direct" else max
            picking.scheduled_date = pick(days) if days else (
                picking.scheduled_date or fields.Datetime.now())

    def _set_scheduled_date(self):
        for picking in self:
            picking.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")
            ).write({"date": picking.scheduled_date})

    @api.depends("move_ids.date_deadline", "move_type")
    def _compute_date_deadline(self):
        for picking in self:
            days = [move.date_deadline for move in picking.move_ids if move.date_deadline]
            pick = min if picking.move_type == "direct" else max
            picking.date_deadline = pick(days) if days else False

    @api.depends("date_deadline", "scheduled_date")
    def _compute_has_deadline_issue(self):
        for picking in self:
            picking.has_deadline_issue = bool(
                picking.date_deadline and picking.scheduled_date
                and picking.date_deadline < picking.scheduled_date)

    @api.depends("move_ids.delay_alert_date")
    def _compute_delay_alert_date(self):
        for picking in self:
            days = [day for day in picking.move_ids.mapped("delay_alert_date") if day]
            picking.delay_alert_date = max(days) if days else False

    def _search_delay_alert_date(self, operator, value):
        moves = self.env["stock.move"].search([("delay_alert_date", operator, value)])
        return [("id", "in", moves.picking_id.ids)]

    @api.depends("delay_alert_date", "state")
    def _compute_json_popover(self):
        for picking in self:
            if picking.state in ("done", "cancel") or not picking.delay_alert_date:
                picking.json_popover = False
                continue
            late = picking.move_ids.move_orig_ids.filtered(
                lambda move: move.state not in ("done", "cancel")).picking_id
            picking.json_popover = json.dumps({
                "popoverTemplate": "stock.PopoverStockRescheduling",
                "delay_alert_date": format_datetime(
                    self.env, picking.delay_alert_date, dt_format=False),
                "late_elements": [
                    {"id": own.id, "name": own.display_name, "model": own._name}
                    for own in late]})

    @api.depends("state", "picking_type_code", "scheduled_date", "move_ids",
                 "move_ids.forecast_availability", "move_ids.forecast_expected_date")
    def _compute_products_availability(self):
        self.products_availability = self.products_availability_state = False
        for picking in self.filtered(
                lambda own: own.state in ("waiting", "confirmed", "assigned")
                and own.picking_type_code in ("outgoing", "internal")):
            picking.products_availability = _("Available")
            picking.products_availability_state = "available"
            moves = picking.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel"))
            if any(move.product_id.uom_id.compare(
                    move.forecast_availability, move.product_qty) < 0 for move in moves):
                picking.products_availability = _("Not Available")
                picking.products_availability_state = "late"
                continue
            days = [day for day in moves.mapped("forecast_expected_date") if day]
            if days:
                day = max(days)
                late = picking.scheduled_date and picking.scheduled_date < day
                picking.products_availability = _("Exp %s", format_date(self.env, day))
                picking.products_availability_state = "late" if late else "expected"

    def _search_products_availability_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        pickings = self.search([
            ("state", "in", ("waiting", "confirmed", "assigned")),
            ("picking_type_code", "in", ("outgoing", "internal"))])
        return [("id", "in", pickings.filtered(
            lambda own: own.products_availability_state in value).ids)]

    # ---- sums
    @api.depends("move_ids.product_id.weight", "move_ids.product_qty", "move_ids.state")
    def _compute_weights(self):
        for picking in self:
            picking.shipping_weight = sum(
                move.product_qty * move.product_id.weight for move in picking.move_ids
                if move.state != "cancel")

    @api.depends("move_line_ids", "move_line_ids.result_package_id",
                 "move_line_ids.quantity_product_uom")
    def _compute_weight_bulk(self):
        for picking in self:
            picking.weight_bulk = sum(
                line.quantity_product_uom * line.product_id.weight
                for line in picking.move_line_ids
                if line.product_id and not line.result_package_id)

    @api.depends("move_ids.product_qty", "move_ids.product_id.volume")
    def _compute_shipping_volume(self):
        for picking in self:
            picking.shipping_volume = sum(
                move.product_qty * move.product_id.volume for move in picking.move_ids)

    @api.depends("move_line_ids.result_package_id", "return_ids", "move_ids.scrap_id",
                 "move_ids.has_tracking")
    def _compute_counts(self):
        for picking in self:
            moves = picking.move_ids
            picking.packages_count = len(picking.move_line_ids.result_package_id)
            picking.return_count = len(picking.return_ids)
            picking.has_scrap_move = bool(
                moves.scrap_id or picking._origin and self.env["stock.scrap"].search_count(
                    [("picking_id", "=", picking._origin.id)], limit=1))
            picking.has_tracking = any(move.has_tracking != "none" for move in moves)

    # ---- what to show
    @api.depends("signature")
    def _compute_is_signed(self):
        for picking in self:
            picking.is_signed = bool(picking.signature)

    @api.depends("state", "move_ids.product_uom_qty", "picking_type_code", "is_locked")
    def _compute_show(self):
        for picking in self:
            kind = picking.picking_type_id
            picking.is_date_editable = picking.state not in ("cancel", "done") or \
                not picking.is_locked
            picking.show_check_availability = picking.state in (
                "confirmed", "waiting", "assigned") and any(
                    move.state in ("waiting", "confirmed", "partially_available")
                    and not move.product_uom.is_zero(move.product_uom_qty)
                    for move in picking.move_ids) \
                and any(move.product_uom.compare(move.quantity, move.product_uom_qty) < 0
                        for move in picking.move_ids)
            picking.show_lots_text = bool(
                picking.move_line_ids and kind.use_create_lots
                and not kind.use_existing_lots and picking.state != "done"
                and self.env.user.has_group("stock.group_production_lot"))

    def _get_next_transfers(self):
        """Return the transfers that take on what these bring, returns not counted."""
        following = self.move_ids.move_dest_ids.picking_id
        return following.filtered(lambda own: own.return_id not in self)

    @api.depends("move_ids.move_dest_ids.picking_id")
    def _compute_show_next_pickings(self):
        for picking in self:
            picking.show_next_pickings = bool(picking._get_next_transfers())

    @api.depends("state", "move_ids", "picking_type_id")
    def _compute_show_allocation(self):
        shown = self.env.user.has_group("stock.group_reception_report")
        for picking in self:
            picking.show_allocation = bool(
                shown and picking.picking_type_code != "outgoing"
                and picking._get_moves_to_allocate())

    def _get_moves_to_allocate(self):
        """Return the moves that wait for what the transfer brings."""
        inside = self.env["stock.location"].search([
            ("id", "child_of", self.picking_type_id.warehouse_id.view_location_id.id),
            ("usage", "!=", "supplier")])
        states = ("confirmed", "partially_available", "waiting")
        if self.state == "done":
            states += ("assigned",)
        return self.env["stock.move"].search([
            ("state", "in", states), ("product_qty", ">", 0),
            ("location_id", "in", inside.ids), ("picking_id", "not in", self.ids),
            ("product_id", "in", self.move_ids.filtered(
                lambda move: move.product_id.is_storable
                and move.state not in ("cancel", "draft")).product_id.ids),
            "|", ("move_orig_ids", "=", False),
            ("move_orig_ids.picking_id", "in", self.ids)], order="reservation_date, id")

    @api.depends("partner_id.name", "partner_id.picking_warn_msg")
    def _compute_picking_warning_text(self):
        shown = self.env.user.has_group("stock.group_warning_stock")
        for picking in self:
            partner = picking.partner_id
            picking.picking_warning_text = f"{partner.name} - {partner.picking_warn_msg}" \
                if shown and partner.picking_warn_msg else ""

    def should_print_delivery_address(self):
        """Tell whether the delivery slip has the address of the contact."""
        self.ensure_one()
        return bool(self.move_ids and (
            self.move_ids[0].partner_id or self.partner_id) and self._is_to_external())

    def _is_to_external(self):
        return self.picking_type_code == "outgoing"
