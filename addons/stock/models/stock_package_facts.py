"""Packages in packages, where they go, and the windows on them."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockPackage(models.Model):
    _inherit = "stock.package"

    all_children_package_ids = fields.One2many(
        "stock.package", compute="_compute_all_children",
        search="_search_all_children")
    outermost_package_id = fields.Many2one(
        "stock.package", compute="_compute_outermost", search="_search_outermost",
        recursive=True)
    dest_complete_name = fields.Char(compute="_compute_dest_complete_name", recursive=True)
    move_line_ids = fields.One2many(
        "stock.move.line", compute="_compute_move_line_ids",
        search="_search_move_line_ids")
    location_dest_id = fields.Many2one(
        "stock.location", compute="_compute_move_line_ids",
        search="_search_location_dest_id")
    owner_id = fields.Many2one(
        "res.partner", compute="_compute_owner_id", search="_search_owner_id")
    valid_sscc = fields.Boolean(compute="_compute_valid_sscc")
    json_popover = fields.Char(compute="_compute_json_popover")

    def _compute_all_children(self):
        for package in self:
            package.all_children_package_ids = self.search(
                [("id", "child_of", package.ids), ("id", "not in", package.ids)]) \
                if package.ids else False

    def _search_all_children(self, operator, value):
        if operator != "in":
            return NotImplemented
        packages = self.search([("id", "parent_of", list(value))])
        return [("id", "in", [id_ for id_ in packages.ids if id_ not in value])]

    @api.depends("parent_package_id.outermost_package_id")
    def _compute_outermost(self):
        for package in self:
            parent = package.parent_package_id
            package.outermost_package_id = parent.outermost_package_id if parent \
                else package

    def _search_outermost(self, operator, value):
        if operator != "in":
            return NotImplemented
        tops = self.search([("id", "in", list(value)), ("parent_package_id", "=", False)])
        return [("id", "child_of", tops.ids)]

    @api.depends("name", "package_dest_id.dest_complete_name")
    def _compute_dest_complete_name(self):
        for package in self:
            target = package.package_dest_id
            package.dest_complete_name = f"{target.dest_complete_name} > {package.name}" \
                if target else package.name

    def _compute_move_line_ids(self):
        groups = self.env["stock.move.line"]._read_group([
            ("result_package_id", "in", self.ids),
            ("state", "not in", ("done", "cancel"))], ["result_package_id"],
            ["id:recordset"])
        found = {package.id: lines for package, lines in groups}
        for package in self:
            lines = found.get(package.id, self.env["stock.move.line"])
            package.move_line_ids = lines
            places = lines.location_dest_id
            package.location_dest_id = places if len(places) == 1 else False

    def _search_move_line_ids(self, operator, value):
        lines = self.env["stock.move.line"].search([
            ("id", operator, value), ("state", "not in", ("done", "cancel"))])
        return [("id", "in", lines.result_package_id.ids)]

    def _search_location_dest_id(self, operator, value):
        lines = self.env["stock.move.line"].search([
            ("location_dest_id", operator, value),
            ("state", "not in", ("done", "cancel"))])
        return [("id", "in", lines.result_package_id.ids)]

    @api.depends("quant_ids.owner_id")
    def _compute_owner_id(self):
        for package in self:
            owners = package.quant_ids.owner_id
            same = all(quant.owner_id == owners for quant in package.quant_ids)
            package.owner_id = owners if len(owners) == 1 and same else False

    def _search_owner_id(self, operator, value):
        return [("quant_ids.owner_id", operator, value)]

    @api.depends("name")
    def _compute_valid_sscc(self):
        for package in self:
            code = package.name or ""
            package.valid_sscc = len(code) == 18 and code.isdigit() and sum(
                int(digit) * (1 if place % 2 else 3)
                for place, digit in enumerate(code)) % 10 == 0

    def _compute_json_popover(self):
        self.json_popover = False

    def action_remove_package(self):
        """Take what transfers would put into the packages out of them."""
        lines = self.move_line_ids | self.all_children_package_ids.move_line_ids
        lines.write({"result_package_id": False})
        return True

    def action_put_in_pack(
        self, *, package_id=False, package_type_id=False, package_name=False,
    ):
        """Put the packages into another one, a new one unless one is given."""
        if not self:
            raise UserError(_("There is nothing eligible to put in a pack."))
        package = self.browse(package_id) if package_id else self.create({
            "package_type_id": package_type_id, "name": package_name or False})
        self.write({"package_dest_id": package.id})
        return package

    def action_add_to_picking(self):
        """Add the packages to the transfer of the context."""
        picking = self.env["stock.picking"].browse(
            self.env.context.get("picking_ids") or self.env.context.get("picking_id") or ())
        picking.action_add_entire_packs(self.ids)
        return {"type": "ir.actions.act_window_close"}


class StockPackageType(models.Model):
    _inherit = "stock.package.type"

    has_quants = fields.Boolean(compute="_compute_has_quants")
    length_uom_name = fields.Char(compute="_compute_uom_names")
    weight_uom_name = fields.Char(compute="_compute_uom_names")

    def _compute_has_quants(self):
        groups = self.env["stock.quant"]._read_group(
            [("package_id.package_type_id", "in", self.ids)], ["package_id"])
        used = {package.package_type_id.id for [package] in groups}
        for kind in self:
            kind.has_quants = kind.id in used

    def _compute_uom_names(self):
        self.length_uom_name, self.weight_uom_name = "mm", "kg"


class StockPackageHistory(models.Model):
    _inherit = "stock.package.history"

    def action_show_package(self):
        """Open the package."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "stock.package",
                "res_id": self.package_id.id, "views": [(False, "form")]}


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_add_entire_packs(self, package_ids):
        """Have the transfer move all that is in packages."""
        self.ensure_one()
        if self.state in ("done", "cancel"):
            raise UserError(_(
                "Cannot add packages to a transfer that is %s.", self.state))
        packages = self.env["stock.package"].search([("id", "child_of", package_ids)])
        quants = packages.quant_ids.filtered(lambda quant: quant.quantity > 0)
        outside = quants.filtered(
            lambda quant: not quant.location_id._is_within(self.location_id))
        if outside:
            raise UserError(_(
                "Cannot move packages from outside of the transfer's source location."))
        taken = self.move_line_ids.package_id
        for quant in quants.filtered(lambda quant: quant.package_id not in taken):
            move = self.move_ids.filtered(lambda move, quant=quant: (
                move.product_id == quant.product_id
                and move.state not in ("done", "cancel")))[:1]
            if not move:
                move = self.env["stock.move"].create({
                    "picking_id": self.id, "product_id": quant.product_id.id,
                    "product_uom": quant.product_id.uom_id.id, "state": "confirmed",
                    "product_uom_qty": quant.quantity})
            self.env["stock.move.line"].create({
                "move_id": move.id, "quantity": quant.available_quantity,
                "product_uom_id": quant.product_id.uom_id.id, "lot_id": quant.lot_id.id,
                "location_id": quant.location_id.id, "owner_id": quant.owner_id.id,
                "package_id": quant.package_id.id,
                "result_package_id": quant.package_id.id})
        return True

    def action_see_package_histories(self):
        """Open what packages the transfer has moved."""
        self.ensure_one()
        return {"name": _("Packages"), "type": "ir.actions.act_window",
                "res_model": "stock.package.history", "view_mode": "list,kanban",
                "domain": [("picking_ids", "in", self.ids)]}
