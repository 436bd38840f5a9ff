"""What is worked out of moves: what may be changed, what will be there and when."""
from odoo import api, fields, models

from .stock_location import BYPASSED


class StockMove(models.Model):
    _inherit = "stock.move"

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    availability = fields.Float(compute="_compute_availability")
    forecast_availability = fields.Float(
        compute="_compute_forecast", digits="Product Unit", compute_sudo=True)
    forecast_expected_date = fields.Datetime(
        compute="_compute_forecast", compute_sudo=True)
    delay_alert_date = fields.Datetime(compute="_compute_delay_alert_date", store=True)
    reservation_date = fields.Date(compute="_compute_reservation_date", store=True)
    packaging_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_packaging", store=True, ondelete="set null",
        precompute=True)
    packaging_uom_qty = fields.Float(compute="_compute_packaging", store=True)
    description_picking = fields.Text(
        compute="_compute_description_picking", inverse="_inverse_description_picking")
    is_locked = fields.Boolean(compute="_compute_is_locked")
    is_initial_demand_editable = fields.Boolean(compute="_compute_editable")
    is_quantity_done_editable = fields.Boolean(compute="_compute_editable")
    is_date_editable = fields.Boolean(compute="_compute_editable")
    move_lines_count = fields.Integer(compute="_compute_lines")
    package_ids = fields.One2many("stock.package", compute="_compute_lines")
    has_lines_without_result_package = fields.Boolean(compute="_compute_lines")
    show_details_visible = fields.Boolean(compute="_compute_show")
    show_quant = fields.Boolean(compute="_compute_show")
    show_lots_m2o = fields.Boolean(compute="_compute_show")
    show_lots_text = fields.Boolean(compute="_compute_show")
    display_assign_serial = fields.Boolean(compute="_compute_show")
    display_import_lot = fields.Boolean(compute="_compute_show")

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for move in self:
            product = move.product_id
            move.allowed_uom_ids = product.uom_id | product.uom_ids | \
                product.seller_ids.product_uom_id

    @api.depends("state", "product_id", "product_qty", "location_id")
    def _compute_availability(self):
        for move in self:
            if move.state == "done":
                move.availability = move.product_qty
                continue
            free = self.env["stock.quant"]._get_available_quantity(
                move.product_id, move.location_id) if move.product_id else 0.0
            move.availability = min(move.product_qty, free)

    @api.depends("product_id", "product_qty", "picking_type_id", "quantity", "priority",
                 "state", "date", "location_id.warehouse_id")
    def _compute_forecast(self):
        self.forecast_availability, self.forecast_expected_date = 0.0, False
        forecast = self.filtered(lambda move: (
            move.state in ("waiting", "confirmed", "partially_available")
            and move._is_consuming() and move.product_id.is_storable))._get_forecast()
        for move in self.filtered("product_id"):
            product = move.product_id
            if not product.is_storable:
                move.forecast_availability = move.product_qty
            elif move.state in ("assigned", "done"):
                move.forecast_availability = move.product_uom._compute_quantity(
                    move.quantity, product.uom_id, rounding_method="HALF-UP")
            elif move.state == "draft":
                place = move.location_id if move._is_consuming() else move.location_dest_id
                there = product.with_context(
                    warehouse_id=place.warehouse_id.id).virtual_available
                move.forecast_availability = there + move.product_qty * (
                    -1 if move._is_consuming() else 1)
            elif move in forecast:
                move.forecast_availability, move.forecast_expected_date = forecast[move]

    def _is_consuming(self):
        """Tell whether the move takes goods from a warehouse."""
        self.ensure_one()
        source = self.location_id.warehouse_id
        away = source and self.location_dest_id.warehouse_id \
            and source != self.location_dest_id.warehouse_id
        return bool(away) or self.picking_type_id.code in ("outgoing", "internal")

    @api.depends("move_orig_ids.date", "move_orig_ids.state", "state", "date")
    def _compute_delay_alert_date(self):
        for move in self:
            days = [own.date for own in move.move_orig_ids
                    if own.state not in ("done", "cancel") and own.date]
            late = days and move.state not in ("done", "cancel") and max(days) > move.date
            move.delay_alert_date = max(days) if late else False

    @api.depends("picking_type_id", "date", "priority", "state")
    def _compute_reservation_date(self):
        for move in self:
            kind = move.picking_type_id
            if kind.reservation_method == "by_date" and move.state in (
                    "draft", "confirmed", "waiting", "partially_available"):
                days = kind.reservation_days_before_priority if move.priority == "1" \
                    else kind.reservation_days_before
                move.reservation_date = fields.Date.subtract(
                    fields.Date.to_date(move.date), days=days)
            elif kind.reservation_method == "manual":
                move.reservation_date = False
            else:
                move.reservation_date = move.reservation_date

    @api.depends("product_uom", "product_uom_qty")
    def _compute_packaging(self):
        for move in self:
            move.packaging_uom_id = move.packaging_uom_id or move.product_uom
            move.packaging_uom_qty = move.product_uom._compute_quantity(
                move.product_uom_qty, move.packaging_uom_id)

    @api.depends("product_id", "picking_type_id", "description_picking_manual")
    def _compute_description_picking(self):
        for move in self:
            product = move.product_id.with_context(
                lang=move.partner_id.lang or self.env.lang)
            notes = {"incoming": product.description_pickingin,
                     "outgoing": product.description_pickingout,
                     "internal": product.description_picking}
            move.description_picking = move.description_picking_manual or \
                notes.get(move.picking_type_id.code) or product.display_name

    def _inverse_description_picking(self):
        for move in self:
            move.description_picking_manual = move.description_picking

    @api.depends("picking_id.is_locked")
    def _compute_is_locked(self):
        for move in self:
            move.is_locked = move.picking_id.is_locked if move.picking_id else False

    @api.depends("state", "picking_id.is_locked", "picking_id.state")
    def _compute_editable(self):
        for move in self:
            move.is_initial_demand_editable = \
                not move.picking_id.is_locked or move.state == "draft" \
                if move.picking_id else True
            move.is_quantity_done_editable = bool(move.product_id)
            move.is_date_editable = move.state not in ("done", "cancel")

    @api.depends("move_line_ids", "move_line_ids.result_package_id")
    def _compute_lines(self):
        for move in self:
            lines = move.move_line_ids
            move.move_lines_count = len(lines)
            move.package_ids = lines.result_package_id
            move.has_lines_without_result_package = any(
                not line.result_package_id for line in lines)

    @api.depends("product_id", "has_tracking", "picking_type_id", "state",
                 "origin_returned_move_id")
    def _compute_show(self):
        for move in self:
            kind, source = move.picking_type_id, move.location_id.usage
            tracked = move.has_tracking != "none"
            alive = move.state not in ("draft", "cancel", "done")
            new_lots = kind.use_create_lots and not kind.use_existing_lots \
                and not move.origin_returned_move_id.id
            outside = source in BYPASSED
            move.show_details_visible = bool(move.product_id) and (
                tracked or len(move.move_line_ids) > 1 or self.env.user.has_group(
                    "stock.group_stock_multi_locations"))
            move.show_lots_text = tracked and new_lots and move.state not in ("done",)
            move.show_quant = not outside and move.product_id.is_storable
            move.show_lots_m2o = not move.show_quant and not move.show_lots_text and \
                tracked and (kind.use_existing_lots or move.state == "done"
                             or bool(move.origin_returned_move_id))
            move.display_import_lot = tracked and kind.use_create_lots \
                and not move.origin_returned_move_id and move.state not in (
                    "done", "cancel")
            move.display_assign_serial = move.has_tracking == "serial" and \
                kind.use_create_lots and alive and not kind.use_existing_lots
