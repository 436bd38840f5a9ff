"""The wizards of packages: into which one goods are put, and where it goes."""
from odoo import _, api, fields, models


class StockPutInPack(models.TransientModel):
    _inherit = "stock.put.in.pack"

    origin_package_ids = fields.Many2many(
        "stock.package", compute="_compute_origin_package_ids")

    @api.depends("move_line_ids.package_id", "package_ids")
    def _compute_origin_package_ids(self):
        for wizard in self:
            wizard.origin_package_ids = \
                wizard.package_ids | wizard.move_line_ids.package_id

    def action_put_in_pack(self):
        """Put the lines, or the packages, into the package that was chosen."""
        self.ensure_one()
        chosen = {"package_id": self.result_package_id.id,
                  "package_type_id": self.package_type_id.id}
        if self.location_dest_id:
            self.move_line_ids.write({"location_dest_id": self.location_dest_id.id})
        if self.package_ids:
            return self.package_ids.action_put_in_pack(**chosen)
        return self.move_line_ids.action_put_in_pack(**chosen)


class StockPackageDestination(models.TransientModel):
    _inherit = "stock.package.destination"

    filtered_location = fields.One2many(
        "stock.location", compute="_compute_filtered_location")

    @api.depends("move_line_ids")
    def _compute_filtered_location(self):
        for wizard in self:
            wizard.filtered_location = wizard.move_line_ids.location_dest_id

    def action_done(self):
        """Have the lines go to one place, and put them into a package."""
        self.ensure_one()
        self.move_line_ids.location_dest_id = self.location_dest_id
        return self.move_line_ids.action_put_in_pack()


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _ask_destination(self):
        """Return the window that asks where a package of the lines goes."""
        view = self.env.ref("stock.stock_package_destination_form_view",
                            raise_if_not_found=False)
        return {
            "name": _("Choose destination location"), "view_mode": "form",
            "res_model": "stock.package.destination", "view_id": view and view.id or False,
            "views": [(view.id if view else False, "form")],
            "type": "ir.actions.act_window", "target": "new", "context": {
                **self.env.context, "default_move_line_ids": self.ids,
                "default_location_dest_id": self.location_dest_id[:1].id}}


class StockMove(models.Model):
    _inherit = "stock.move"

    def action_add_packages(self):
        """Open the packages that may be added to the transfer of the moves."""
        picking = self.picking_id[:1]
        view = self.env.ref("stock.stock_package_view_add_list", raise_if_not_found=False)
        places = picking.location_id or self.location_id
        return {
            "name": _("Select Packages to Move"), "type": "ir.actions.act_window",
            "res_model": "stock.package", "view_mode": "list", "target": "new",
            "views": [(view.id if view else False, "list")],
            "domain": [("location_id", "child_of", places.ids)],
            "context": {"picking_id": picking.id}}


class StockWarnInsufficientQty(models.AbstractModel):
    _inherit = "stock.warn.insufficient.qty"

    quant_ids = fields.Many2many("stock.quant", compute="_compute_quant_ids")

    @api.depends("product_id")
    def _compute_quant_ids(self):
        for wizard in self:
            wizard.quant_ids = self.env["stock.quant"].search([
                ("product_id", "=", wizard.product_id.id),
                ("location_id.usage", "=", "internal")])

    def action_done(self):
        """Do what was asked about: each wizard of this kind says what that is."""
        raise NotImplementedError
