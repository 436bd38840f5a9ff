"""The wizards of counting: asking for counts, conflicts, names of adjustments, dates."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime


class StockRequestCount(models.TransientModel):
    _inherit = "stock.request.count"

    inventory_date = fields.Date(default=fields.Date.context_today, required=True)
    show_expected_quantity = fields.Boolean(
        compute="_compute_show_expected_quantity",
        inverse="_inverse_show_expected_quantity")

    @api.depends("user_id")
    def _compute_show_expected_quantity(self):
        group = self.env.ref("stock.group_stock_sign_delivery", raise_if_not_found=False)
        for wizard in self:
            wizard.show_expected_quantity = bool(group) and not wizard.user_id

    def _inverse_show_expected_quantity(self):
        for wizard in self:
            counted = wizard.show_expected_quantity
            for quant in wizard.quant_ids if counted else ():
                quant.inventory_quantity = quant.quantity

    def action_request_count(self):
        """Have the quants counted: by whom, and when."""
        for wizard in self:
            values = {"inventory_date": wizard.inventory_date}
            if wizard.user_id:
                values["user_id"] = wizard.user_id.id
            wizard.quant_ids.with_context(inventory_mode=True).write(values)


class StockInventoryConflict(models.TransientModel):
    _inherit = "stock.inventory.conflict"

    def action_keep_counted_quantity(self):
        """Take what was counted, whatever has moved since."""
        for quant in self.quant_ids:
            quant.inventory_diff_quantity = quant.inventory_quantity - quant.quantity
        return self.quant_ids.action_apply_inventory()

    def action_keep_difference(self):
        """Take the difference that was counted to what is there now."""
        for quant in self.quant_to_fix_ids:
            difference = quant.inventory_diff_quantity
            quant.inventory_quantity = quant.quantity + difference
        return self.quant_ids.action_apply_inventory()


class StockInventoryWarning(models.TransientModel):
    _inherit = "stock.inventory.warning"

    def action_reset(self):
        """Forget what was counted."""
        return self.quant_ids.action_clear_inventory_quantity()

    def action_set(self):
        """Count what is there for those that are not counted yet."""
        quants = self.quant_ids.filtered(lambda quant: not quant.inventory_quantity_set)
        return quants.action_set_inventory_quantity()


class StockInventoryAdjustmentName(models.TransientModel):
    _inherit = "stock.inventory.adjustment.name"

    counting_date = fields.Datetime(default=fields.Datetime.now)
    inventory_adjustment_name = fields.Char(
        default=lambda self: _("Physical Inventory"))

    def action_apply(self):
        """Apply what was counted, under the name of the adjustment."""
        quants = self.quant_ids.filtered("inventory_quantity_set")
        return quants.with_context(
            inventory_name=self.inventory_adjustment_name).action_apply_inventory()


class StockQuantityHistory(models.TransientModel):
    _inherit = "stock.quantity.history"

    inventory_datetime = fields.Datetime(default=fields.Datetime.now)

    def open_at_date(self):
        """Open the products with what was there on the day."""
        tree = self.env.ref("stock.view_stock_product_tree", raise_if_not_found=False)
        form = self.env.ref("stock.product_form_view_procurement_button",
                            raise_if_not_found=False)
        product = self.env["product.product"].browse(
            self.env.context.get("product_id") or ())
        domain = [("is_storable", "=", True)]
        if product:
            domain.append(("id", "=", product.id))
        elif self.env.context.get("product_tmpl_id"):
            domain.append(("product_tmpl_id", "=", self.env.context["product_tmpl_id"]))
        return {
            "type": "ir.actions.act_window", "name": _("Products"), "domain": domain,
            "views": [(tree.id if tree else False, "list"),
                      (form.id if form else False, "form")],
            "view_mode": "list,form", "res_model": "product.product",
            "context": {**self.env.context, "to_date": self.inventory_datetime},
            "display_name": format_datetime(self.env, self.inventory_datetime),
        }


class StockQuantRelocate(models.TransientModel):
    _inherit = "stock.quant.relocate"

    is_partial_package = fields.Boolean(compute="_compute_packages")
    partial_package_names = fields.Char(compute="_compute_packages")
    is_multi_location = fields.Boolean(compute="_compute_packages")
    dest_package_id = fields.Many2one(
        "stock.package", compute="_compute_dest_package_id", store=True, readonly=False)
    dest_package_id_domain = fields.Char(compute="_compute_dest_package_id_domain")

    @api.depends("quant_ids", "dest_location_id")
    def _compute_packages(self):
        for wizard in self:
            quants = wizard.quant_ids
            partial = quants.package_id.filtered(
                lambda package, quants=quants: package.quant_ids - quants)
            elsewhere = wizard.dest_location_id and wizard.dest_location_id != \
                quants.location_id
            wizard.is_partial_package = bool(partial and elsewhere)
            wizard.partial_package_names = ", ".join(partial.mapped("display_name"))
            wizard.is_multi_location = len(quants.location_id) > 1

    @api.depends("dest_location_id")
    def _compute_dest_package_id(self):
        for wizard in self:
            package = wizard.dest_package_id
            if package.location_id and package.location_id != wizard.dest_location_id:
                wizard.dest_package_id = False

    @api.depends("dest_location_id", "quant_ids")
    def _compute_dest_package_id_domain(self):
        for wizard in self:
            place = wizard.dest_location_id or wizard.quant_ids.location_id[:1]
            wizard.dest_package_id_domain = str([
                "|", ("location_id", "=", False), ("location_id", "=", place.id)])

    def action_relocate_quants(self):
        """Move the quants, or their parts of packages, to the place or package."""
        self.ensure_one()
        place, package = self.dest_location_id, self.dest_package_id
        if not place and not package or self.is_multi_location and not place:
            raise UserError(_("Please choose where the products are to go."))
        whole = self.env["stock.quant"]
        if not package:
            whole = self.quant_ids.filtered(
                lambda quant: quant.package_id
                and not quant.package_id.quant_ids - self.quant_ids)
        whole.move_quants(location_dest_id=place, message=self.message)
        (self.quant_ids - whole).move_quants(
            location_dest_id=place, package_dest_id=package, message=self.message,
            unpack=not package)
        if self.env.context.get("single_product"):
            return self.env["stock.quant"].action_view_quants()
        return {"type": "ir.actions.act_window_close"}
