"""Scrap: goods that are thrown away."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockScrap(models.Model):
    _inherit = "stock.scrap"

    name = fields.Char(default=lambda self: _("New"), readonly=True, copy=False)
    state = fields.Selection(default="draft", copy=False)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        required=True, precompute=True)
    scrap_qty = fields.Float(
        compute="_compute_scrap_qty", store=True, readonly=False, default=1.0,
        required=True, digits="Product Unit", precompute=True)
    location_id = fields.Many2one(
        "stock.location", compute="_compute_location_id", store=True, readonly=False,
        required=True, precompute=True)
    scrap_location_id = fields.Many2one(
        "stock.location", compute="_compute_scrap_location_id", store=True, readonly=False,
        required=True, precompute=True)

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for scrap in self:
            scrap.allowed_uom_ids = scrap.product_id.uom_id | scrap.product_id.uom_ids

    @api.depends("product_id")
    def _compute_product_uom_id(self):
        for scrap in self:
            scrap.product_uom_id = scrap.product_id.uom_id or scrap.product_uom_id

    @api.depends("move_ids.quantity")
    def _compute_scrap_qty(self):
        for scrap in self:
            scrap.scrap_qty = scrap.scrap_qty or 1.0

    @api.depends("company_id", "picking_id")
    def _compute_location_id(self):
        for scrap in self:
            picking = scrap.picking_id
            warehouse = self.env["stock.warehouse"].search(
                [("company_id", "=", scrap.company_id.id)], limit=1)
            if picking:
                scrap.location_id = picking.location_dest_id if picking.state == "done" \
                    else picking.location_id
            else:
                scrap.location_id = scrap.location_id or warehouse.lot_stock_id

    @api.depends("company_id")
    def _compute_scrap_location_id(self):
        for scrap in self:
            scrap.scrap_location_id = scrap.scrap_location_id or self.env[
                "stock.location"].search([
                    ("usage", "=", "inventory"),
                    ("company_id", "in", (False, scrap.company_id.id))], limit=1)

    def _prepare_move_values(self):
        self.ensure_one()
        return {
            "origin": self.origin or self.picking_id.name or self.name,
            "company_id": self.company_id.id, "product_id": self.product_id.id,
            "product_uom": self.product_uom_id.id, "state": "confirmed",
            "product_uom_qty": self.scrap_qty, "location_id": self.location_id.id,
            "location_dest_id": self.scrap_location_id.id, "scrap_id": self.id,
            "picking_id": self.picking_id.id, "picked": True,
        }

    def do_scrap(self):
        """Throw the goods away; True."""
        for scrap in self:
            scrap.name = self.env["ir.sequence"].with_company(
                scrap.company_id).next_by_code("stock.scrap") or _("New")
            move = self.env["stock.move"].create(scrap._prepare_move_values())
            move.write({"location_id": scrap.location_id.id,
                        "location_dest_id": scrap.scrap_location_id.id})
            self.env["stock.move.line"].create({
                "move_id": move.id, "quantity": scrap.scrap_qty,
                "product_uom_id": scrap.product_uom_id.id, "lot_id": scrap.lot_id.id,
                "package_id": scrap.package_id.id, "owner_id": scrap.owner_id.id,
                "location_id": scrap.location_id.id,
                "location_dest_id": scrap.scrap_location_id.id})
            move.with_context(is_scrap=True)._action_done()
            scrap.write({"state": "done", "date_done": fields.Datetime.now()})
            if scrap.should_replenish:
                scrap.do_replenish()
        return True

    def do_replenish(self, values=False):
        """Have what was thrown away replaced."""
        self.ensure_one()
        values = values or {}
        self.env["stock.rule"].run([self.env["stock.rule"].Procurement(
            self.product_id, self.scrap_qty, self.product_uom_id, self.location_id,
            self.name, self.name, self.company_id,
            {"warehouse_id": self.location_id.warehouse_id, **values})])

    def check_available_qty(self):
        """Tell whether there is enough to throw away."""
        if not self.product_id.is_storable:
            return True
        quants = self.env["stock.quant"]._gather(
            self.product_id, self.location_id, self.lot_id.id).filtered(
                lambda quant: quant.package_id == self.package_id)
        there = sum(quants.mapped("quantity"))
        wanted = self.product_uom_id._compute_quantity(
            self.scrap_qty, self.product_id.uom_id)
        return self.product_id.uom_id.compare(there, wanted) >= 0

    def action_validate(self):
        """Throw the goods away; a wizard asks when there is not enough."""
        self.ensure_one()
        if self.product_uom_id.is_zero(self.scrap_qty):
            raise UserError(_("You can only enter positive quantities."))
        if self.check_available_qty():
            return self.do_scrap()
        return {
            "name": _("%(product)s: Insufficient Quantity To Scrap",
                      product=self.product_id.display_name),
            "view_mode": "form", "type": "ir.actions.act_window", "target": "new",
            "res_model": "stock.warn.insufficient.qty.scrap", "view_id": self.env.ref(
                "stock.stock_warn_insufficient_qty_scrap_form_view").id,
            "context": {
                "default_product_id": self.product_id.id,
                "default_location_id": self.location_id.id, "default_scrap_id": self.id,
                "default_quantity": self.product_uom_id._compute_quantity(
                    self.scrap_qty, self.product_id.uom_id),
                "default_product_uom_name": self.product_id.uom_name
                if "uom_name" in self.product_id._fields else self.product_id.uom_id.name},
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if any(scrap.state == "done" for scrap in self):
            raise UserError(_("You cannot delete a scrap which is done."))

    def action_get_stock_picking(self):
        """Open the transfer that the goods were in."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_picking_tree_all")
        return {**action, "domain": [("id", "=", self.picking_id.id)]}

    def action_get_stock_move_lines(self):
        """Open the moves of the scrap."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.stock_move_line_action")
        return {**action, "domain": [("move_id", "in", self.move_ids.ids)]}


class StockScrapReasonTag(models.Model):
    _inherit = "stock.scrap.reason.tag"

    color = fields.Char(default="#3C3C3C")


class StockWarnInsufficientQtyScrap(models.TransientModel):
    _inherit = "stock.warn.insufficient.qty.scrap"

    def action_done(self):
        """Throw away what is not known to be there."""
        return self.scrap_id.do_scrap()

    def action_cancel(self):
        """Leave it; the scrap goes when it was made for nothing."""
        if self.env.context.get("not_unlink_on_discard"):
            return True
        return self.scrap_id.sudo().unlink()
