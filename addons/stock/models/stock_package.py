"""Packages: what goods are put into, and taken out of."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockPackage(models.Model):
    _inherit = "stock.package"
    _rec_names_search = ["name"]
    _parent_name = "parent_package_id"

    name = fields.Char(required=True, copy=False)
    pack_date = fields.Date(default=fields.Date.context_today)
    location_id = fields.Many2one(
        "stock.location", compute="_compute_package_info", store=True, recursive=True)
    company_id = fields.Many2one(
        "res.company", compute="_compute_package_info", store=True, recursive=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True)
    contained_quant_ids = fields.One2many(
        "stock.quant", compute="_compute_contained_quant_ids",
        search="_search_contained_quant_ids")
    content_description = fields.Char(compute="_compute_contained_quant_ids")
    picking_ids = fields.Many2many("stock.picking", compute="_compute_picking_ids",
        search="_search_picking_ids")

    @api.depends("quant_ids.location_id", "quant_ids.company_id",
                 "child_package_ids.location_id")
    def _compute_package_info(self):
        for package in self:
            quants = package.quant_ids.filtered(lambda quant: quant.quantity > 0)
            places = quants.location_id | package.child_package_ids.location_id
            companies = quants.company_id
            package.location_id = places[:1]
            package.company_id = companies if len(companies) == 1 else False

    @api.depends("name", "parent_package_id.complete_name")
    def _compute_complete_name(self):
        for package in self:
            parent = package.parent_package_id
            package.complete_name = f"{parent.complete_name} > {package.name}" \
                if parent else package.name

    def _compute_contained_quant_ids(self):
        for package in self:
            quants, todo = package.quant_ids, package.child_package_ids
            while todo:
                quants |= todo.quant_ids
                todo = todo.child_package_ids
            package.contained_quant_ids = quants
            package.content_description = ", ".join(
                f"{quant.quantity:g} {quant.product_uom_id.name} "
                f"{quant.product_id.display_name}" for quant in quants)

    def _compute_picking_ids(self):
        for package in self:
            package.picking_ids = self.env["stock.move.line"].search([
                "|", ("package_id", "=", package._origin.id),
                ("result_package_id", "=", package._origin.id)]).picking_id

    def _search_contained_quant_ids(self, operator, value):
        quants = self.env["stock.quant"].search([("id", operator, value)])
        return [("id", "parent_of", quants.package_id.ids)]

    def _search_picking_ids(self, operator, value):
        lines = self.env["stock.move.line"].search([("picking_id", operator, value)])
        return [("id", "in", (lines.package_id | lines.result_package_id).ids)]

    @api.model_create_multi
    def create(self, vals_list):
        """Make packages, each with the next number."""
        for vals in vals_list:
            if not vals.get("name"):
                kind = self.env["stock.package.type"].browse(
                    vals.get("package_type_id") or ())
                sequence = kind.sequence_id if "sequence_id" in kind._fields else None
                vals["name"] = sequence.next_by_id() if sequence else \
                    self.env["ir.sequence"].next_by_code("stock.package") \
                    or _("Unknown Pack")
        return super().create(vals_list)

    def unpack(self):
        """Take the goods out of the packages."""
        self.quant_ids.move_quants(message=_("Quantities unpacked"), unpack=True)
        self.child_package_ids.write({"parent_package_id": False})

    def action_view_picking(self):
        """Open the transfers of the packages."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_picking_tree_all")
        return {**action, "domain": [("id", "in", self.picking_ids.ids)]}


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def action_put_in_pack(self, *, package_id=False, package_type_id=False,
                           package_name=False):
        """Put what the lines move into a package, a new one unless one is given."""
        lines = self.filtered(lambda line: line.state not in ("done", "cancel")
                              and line.quantity > 0 and not line.result_package_id)
        if not lines:
            raise UserError(_(
                "There is nothing eligible to put in a pack. Either there are no "
                "quantities to put in a pack or all products are already in a pack."))
        if len(lines.location_dest_id) > 1:
            return lines._ask_destination()
        packages = self.env["stock.package"]
        package = packages.browse(package_id) if package_id else packages.create({
            "package_type_id": package_type_id, "name": package_name or False})
        lines.write({"result_package_id": package.id})
        return package


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_put_in_pack(self, *, package_id=False, package_type_id=False,
                           package_name=False):
        """Put what the transfers move into a package; picked lines alone if there are."""
        if any(picking.state in ("done", "cancel") for picking in self):
            return None
        lines = self.move_line_ids.filtered(lambda line: line.quantity > 0)
        picked = lines.filtered("picked")
        return (picked or lines).action_put_in_pack(
            package_id=package_id, package_type_id=package_type_id,
            package_name=package_name)

    def button_scrap(self):
        """Open a scrap of the transfer."""
        self.ensure_one()
        return {
            "name": _("Scrap Products"), "view_mode": "form", "target": "new",
            "res_model": "stock.scrap", "type": "ir.actions.act_window",
            "context": {
                "default_picking_id": self.id, "default_company_id": self.company_id.id,
                "product_ids": self.move_ids.filtered(
                    lambda move: move.state not in ("draft", "cancel")).product_id.ids},
        }

    def action_toggle_is_locked(self):
        """Lock transfers, or open them."""
        self.ensure_one()
        self.is_locked = not self.is_locked
        return True

    def action_see_move_scrap(self):
        """Open the scraps of the transfer."""
        self.ensure_one()
        scraps = self.env["stock.scrap"].search([("picking_id", "=", self.id)])
        return {"type": "ir.actions.act_window", "name": _("Scraps"),
                "res_model": "stock.scrap", "view_mode": "list,form",
                "domain": [("id", "in", scraps.ids)], "context": {"create": False}}

    def action_see_returns(self):
        """Open the returns of the transfer."""
        self.ensure_one()
        action = {"type": "ir.actions.act_window", "name": _("Returns"),
                  "res_model": "stock.picking"}
        if len(self.return_ids) == 1:
            return {**action, "view_mode": "form", "res_id": self.return_ids.id}
        return {**action, "view_mode": "list,form",
                "domain": [("id", "in", self.return_ids.ids)]}

    def action_see_packages(self):
        """Open the packages of the transfer."""
        self.ensure_one()
        packages = self.move_line_ids.result_package_id | self.move_line_ids.package_id
        return {"type": "ir.actions.act_window", "name": _("Packages"),
                "res_model": "stock.package", "view_mode": "list,form",
                "domain": [("id", "in", packages.ids)]}

    def do_print_picking(self):
        """Note that transfers are printed and open their report."""
        self.write({"printed": True})
        return self.env.ref("stock.action_report_picking").report_action(self)

    def action_detailed_operations(self):
        """Open the lines of the transfer."""
        return {"type": "ir.actions.act_window", "name": _("Detailed Operations"),
                "res_model": "stock.move.line", "view_mode": "list",
                "domain": [("id", "in", self.move_line_ids.ids)]}
