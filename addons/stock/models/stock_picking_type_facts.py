"""What the overview says of kinds of transfers, and the windows that it opens."""
import json
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.tools import SQL, format_date

LIVE = ("assigned", "waiting", "confirmed")


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    count_picking = fields.Integer(compute="_compute_more_counts")
    count_picking_late = fields.Integer(compute="_compute_more_counts")
    count_picking_backorders = fields.Integer(compute="_compute_more_counts")
    count_move_ready = fields.Integer(compute="_compute_count_move_ready")
    hide_reservation_method = fields.Boolean(compute="_compute_from_code")
    show_picking_type = fields.Boolean(compute="_compute_from_code")
    print_label = fields.Boolean(
        compute="_compute_print_label", store=True, readonly=False)
    use_create_lots = fields.Boolean(
        compute="_compute_use_create_lots", store=True, readonly=False, default=True)
    use_existing_lots = fields.Boolean(
        compute="_compute_use_existing_lots", store=True, readonly=False, default=True)
    is_favorite = fields.Boolean(
        compute="_compute_is_favorite", inverse="_inverse_is_favorite",
        search="_search_is_favorite", compute_sudo=True)
    kanban_dashboard_graph = fields.Text(compute="_compute_kanban_dashboard_graph")

    def _compute_more_counts(self):
        today = fields.Date.context_today(self)
        domains = {
            "count_picking": [],
            "count_picking_late": ["|", ("scheduled_date", "<", today),
                                   ("has_deadline_issue", "=", True)],
            "count_picking_backorders": [("backorder_id", "!=", False)],
        }
        for name, domain in domains.items():
            groups = self.env["stock.picking"]._read_group(
                [("picking_type_id", "in", self.ids), ("state", "in", LIVE), *domain],
                ["picking_type_id"], ["__count"])
            counts = {kind.id: count for kind, count in groups}
            for kind in self:
                kind[name] = counts.get(kind.id, 0)

    def _compute_count_move_ready(self):
        groups = self.env["stock.move"]._read_group(
            [("picking_type_id", "in", self.ids), ("state", "=", "assigned")],
            ["picking_type_id"], ["__count"])
        counts = {kind.id: count for kind, count in groups}
        for kind in self:
            kind.count_move_ready = counts.get(kind.id, 0)

    @api.depends("code")
    def _compute_from_code(self):
        for kind in self:
            kind.hide_reservation_method = kind.code == "incoming"
            kind.show_picking_type = kind.code in ("incoming", "outgoing", "internal")

    @api.depends("code")
    def _compute_print_label(self):
        for kind in self:
            kind.print_label = kind.code == "outgoing"

    @api.depends("code")
    def _compute_use_create_lots(self):
        for kind in self:
            kind.use_create_lots = kind.code == "incoming" or kind.use_create_lots

    @api.depends("code")
    def _compute_use_existing_lots(self):
        for kind in self:
            kind.use_existing_lots = kind.code == "outgoing" or kind.use_existing_lots

    @api.depends_context("uid")
    @api.depends("favorite_user_ids")
    def _compute_is_favorite(self):
        for kind in self:
            kind.is_favorite = self.env.user in kind.favorite_user_ids

    def _inverse_is_favorite(self):
        for kind in self.sudo():
            kind.favorite_user_ids = [
                (4 if kind.is_favorite else 3, self.env.uid)]

    def _search_is_favorite(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("favorite_user_ids", "in", [self.env.uid])]

    def _field_to_sql(self, alias, fname, query=None):
        if fname != "is_favorite":
            return super()._field_to_sql(alias, fname, query)
        return SQL(
            "EXISTS (SELECT 1 FROM picking_type_favorite_user_rel r WHERE "
            "r.picking_type_id = %s AND r.user_id = %s)",
            SQL.identifier(alias, "id"), self.env.uid)

    def _compute_kanban_dashboard_graph(self):
        today = fields.Date.context_today(self)
        labels = ((_("Before"), "before"), (_("Yesterday"), "yesterday"),
                  (_("Today"), "today"), (_("Tomorrow"), "day_1"),
                  (format_date(self.env, today + timedelta(2)), "day_2"),
                  (_("After"), "after"))
        pickings = self.env["stock.picking"]
        for kind in self:
            values = []
            for label, category in labels:
                count = pickings.search_count([
                    ("picking_type_id", "=", kind.id), ("state", "in", LIVE),
                    *pickings.date_category_to_domain("scheduled_date", category)])
                values.append({"label": label, "value": count, "type":
                               "past" if category in ("before", "yesterday") else "future",
                               "category": category})
            kind.kanban_dashboard_graph = json.dumps([{
                "values": values, "area": True, "key": _("Transfers"),
                "is_sample_data": False, "picking_type_id": kind.id}])

    # ---- windows
    def _get_action(self, name):
        """Return the action of an external id, for this kind of transfers."""
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        context = {"search_default_picking_type_id": [self.id],
                   "default_picking_type_id": self.id,
                   "default_company_id": self.company_id.id} if self else {}
        if self:
            action["display_name"] = self.display_name
        return {**action, "context": context}

    def get_action_picking_tree_late(self):
        """Open the transfers that are late."""
        return self._get_action("stock.action_picking_tree_late")

    def get_action_picking_tree_backorder(self):
        """Open the back-orders."""
        return self._get_action("stock.action_picking_tree_backorder")

    def get_action_picking_tree_waiting(self):
        """Open the transfers that wait for goods."""
        return self._get_action("stock.action_picking_tree_waiting")

    def get_action_picking_tree_ready(self):
        """Open the transfers that can be done."""
        return self._get_action("stock.action_picking_tree_ready")

    def get_action_picking_type_moves_analysis(self):
        """Open what has moved."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.stock_move_line_action")
        return {**action, "domain": [("picking_id.picking_type_id", "=", self.id)]}

    def get_action_picking_type_ready_moves(self):
        """Open the moves that can be done."""
        return self._get_action("stock.action_get_picking_type_ready_moves")

    def get_stock_picking_action_picking_type(self):
        """Open all transfers."""
        return self._get_action("stock.stock_picking_action_picking_type")


    @api.model
    def action_redirect_to_barcode_installation(self):
        """Open the application that reads barcodes, to have it installed."""
        action = self.env["ir.actions.act_window"]._for_xml_id("base.open_module_tree")
        return {**action, "context": {"search_default_name": "Barcode"},
                "domain": [("name", "=", "stock_barcode")]}


class StockPicking(models.Model):
    _inherit = "stock.picking"

    search_date_category = fields.Selection(
        store=False, search="_search_date_category", readonly=True)

    def _search_date_category(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = []
        for category in value:
            part = self.date_category_to_domain("scheduled_date", category)
            part = ["&"] * (len(part) - 1) + part
            domain = ["|", *domain, *part] if domain else part
        return domain

    @api.model
    def calculate_date_category(self, datetime):
        """Return whether a moment is before yesterday, today, after the day after…"""
        today = fields.Date.context_today(self)
        moment = fields.Datetime.to_datetime(datetime)
        if not moment:
            return "none"
        day = fields.Datetime.context_timestamp(self, moment).date()
        names = {-1: "yesterday", 0: "today", 1: "day_1", 2: "day_2"}
        days = (day - today).days
        return names.get(days, "before" if days < 0 else "after")

    @api.model
    def date_category_to_domain(self, field_name, date_category):
        """Return the domain of a day that calculate_date_category names."""
        today = fields.Date.context_today(self)
        start = fields.Datetime.to_datetime(today)
        offset = fields.Datetime.context_timestamp(self, start).utcoffset()
        start -= offset or timedelta(0)
        days = {"yesterday": -1, "today": 0, "day_1": 1, "day_2": 2}
        if date_category == "before":
            return [(field_name, "<", start - timedelta(1))]
        if date_category == "after":
            return [(field_name, ">=", start + timedelta(3))]
        if date_category not in days:
            return None
        first = start + timedelta(days[date_category])
        return [(field_name, ">=", first), (field_name, "<", first + timedelta(1))]

    @api.model
    def _get_action(self, name):
        context = {**self.env.context}
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        context.pop("search_default_available", None)
        return {**action, "context": context}

    @api.model
    def get_action_picking_tree_incoming(self):
        """Open the receipts."""
        return self._get_action("stock.action_picking_tree_incoming")

    @api.model
    def get_action_picking_tree_outgoing(self):
        """Open the deliveries."""
        return self._get_action("stock.action_picking_tree_outgoing")

    @api.model
    def get_action_picking_tree_internal(self):
        """Open the internal transfers."""
        return self._get_action("stock.action_picking_tree_internal")

    @api.model
    def get_action_click_graph(self):
        """Open the transfers of a column of the overview's graph."""
        return self._get_action("stock.action_picking_tree_graph")
