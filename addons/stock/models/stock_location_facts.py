"""What places hold and weigh, when they are counted, and what may not change of them."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockLocation(models.Model):
    _inherit = "stock.location"

    child_internal_location_ids = fields.Many2many(
        "stock.location", compute="_compute_child_internal_location_ids", recursive=True)
    cyclic_inventory_frequency = fields.Integer(default=0)
    is_empty = fields.Boolean(compute="_compute_is_empty", search="_search_is_empty")
    net_weight = fields.Float(compute="_compute_weight")
    forecast_weight = fields.Float(compute="_compute_weight")
    next_inventory_date = fields.Date(
        compute="_compute_next_inventory_date", store=True)
    replenish_location = fields.Boolean(
        compute="_compute_replenish_location", store=True, readonly=False, copy=False)

    _barcode_company_uniq = models.Constraint(
        "unique (barcode,company_id)",
        "The barcode for a location must be unique per company!")
    _inventory_freq_nonneg = models.Constraint(
        "check(cyclic_inventory_frequency >= 0)",
        "The inventory frequency (days) for a location must be non-negative")

    @api.depends("child_ids.usage", "child_ids.child_internal_location_ids")
    def _compute_child_internal_location_ids(self):
        for location in self:
            location.child_internal_location_ids = self.search(
                [("id", "child_of", location.id), ("usage", "=", "internal")])

    def _compute_is_empty(self):
        groups = self.env["stock.quant"]._read_group(
            [("location_id", "in", self.ids), ("location_id.usage", "in", (
                "internal", "transit"))], ["location_id"], ["quantity:sum"])
        sums = {location.id: total for location, total in groups}
        for location in self:
            location.is_empty = sums.get(location.id, 0) <= 0

    def _search_is_empty(self, operator, value):
        if operator != "in":
            return NotImplemented
        groups = self.env["stock.quant"]._read_group(
            [("location_id.usage", "in", ("internal", "transit"))], ["location_id"], [],
            having=[("quantity:sum", ">", 0)])
        filled = [location.id for [location] in groups]
        return [("id", "not in", filled)]

    @api.depends("outgoing_move_line_ids.quantity_product_uom",
                 "incoming_move_line_ids.quantity_product_uom", "quant_ids.quantity",
                 "outgoing_move_line_ids.state", "incoming_move_line_ids.state")
    def _compute_weight(self):
        for location in self:
            weight = sum(quant.product_id.weight * quant.quantity
                         for quant in location.quant_ids)

            def moving(lines):
                return sum(line.product_id.weight * line.quantity_product_uom
                           for line in lines
                           if line.state not in ("draft", "done", "cancel"))
            location.net_weight = weight
            location.forecast_weight = weight + moving(location.incoming_move_line_ids) \
                - moving(location.outgoing_move_line_ids)

    @api.depends("cyclic_inventory_frequency", "last_inventory_date", "usage",
                 "company_id")
    def _compute_next_inventory_date(self):
        today = fields.Date.context_today(self)
        for location in self:
            days = location.cyclic_inventory_frequency
            if not location.company_id or location.usage not in ("internal", "transit") \
                    or days <= 0:
                location.next_inventory_date = False
                continue
            last = location.last_inventory_date or today
            following = last + timedelta(days)
            location.next_inventory_date = following if following > today \
                else today + timedelta(1)

    @api.depends("usage")
    def _compute_replenish_location(self):
        for location in self:
            location.replenish_location = location.replenish_location and \
                location.usage == "internal"

    def _get_next_inventory_date(self):
        """Return the day on which quants at the place are counted next."""
        self.ensure_one()
        if self.usage not in ("internal", "transit"):
            return False
        day = self.next_inventory_date
        today = fields.Date.context_today(self)
        company = self.company_id
        if company.annual_inventory_day:
            month = int(company.annual_inventory_month or 12)
            yearly = self._get_day(today.year, month, company.annual_inventory_day)
            if yearly <= today:
                yearly = self._get_day(today.year + 1, month, company.annual_inventory_day)
            day = min(day, yearly) if day else yearly
        return day

    @api.model
    def _get_day(self, year, month, day):
        first = fields.Date.to_date(f"{year:04}-{month:02}-01")
        last = fields.Date.end_of(first, "month").day
        return first.replace(day=min(max(day, 1), last))

    def write(self, vals):
        """Change places; those with goods stay what they are."""
        if "company_id" in vals and any(
                location.company_id.id != vals["company_id"] for location in self):
            raise UserError(_(
                "Changing the company of this record is forbidden at this point, you "
                "should rather archive it and create a new one."))
        if vals.get("usage") == "view" and self.mapped("quant_ids"):
            raise UserError(_(
                "This location's usage cannot be changed to view as it contains products."))
        if vals.get("active") is False:
            self._check_archiving()
        return super().write(vals)

    def _check_archiving(self):
        for location in self:
            warehouse = self.env["stock.warehouse"].search([
                "|", ("lot_stock_id", "=", location.id),
                ("view_location_id", "=", location.id)], limit=1)
            if warehouse and not self.env.context.get("archiving_warehouse"):
                raise UserError(_(
                    "You cannot archive location %(location)s because it is used by "
                    "warehouse %(warehouse)s", location=location.display_name,
                    warehouse=warehouse.display_name))
        below = self.search([("id", "child_of", self.ids)])
        filled = self.env["stock.quant"].search([
            "&", "|", ("quantity", "!=", 0), ("reserved_quantity", "!=", 0),
            ("location_id", "in", below.filtered(
                lambda place: place.usage == "internal").ids)])
        if filled:
            raise UserError(_(
                "You can't disable locations %s because they still contain products.",
                ", ".join(filled.location_id.mapped("display_name"))))
