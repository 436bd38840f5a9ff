"""How much of a product is where."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class StockQuant(models.Model):
    _inherit = "stock.quant"

    quantity = fields.Float(digits="Product Unit", copy=False)
    reserved_quantity = fields.Float(default=0.0, digits="Product Unit")
    in_date = fields.Datetime(default=fields.Datetime.now)
    available_quantity = fields.Float(compute="_compute_available_quantity")
    inventory_quantity = fields.Float(digits="Product Unit")
    inventory_quantity_set = fields.Boolean(default=False)
    inventory_quantity_auto_apply = fields.Float(
        compute="_compute_auto_apply", inverse="_inverse_auto_apply")

    @api.depends("quantity", "reserved_quantity")
    def _compute_available_quantity(self):
        for quant in self:
            quant.available_quantity = quant.quantity - quant.reserved_quantity

    @api.depends("quantity")
    def _compute_auto_apply(self):
        for quant in self:
            quant.inventory_quantity_auto_apply = quant.quantity

    def _inverse_auto_apply(self):
        for quant in self:
            quant.inventory_quantity = quant.inventory_quantity_auto_apply
            quant.action_apply_inventory()

    @api.constrains("location_id")
    def check_location_id(self):
        """Refuse goods in a place that is only a heading."""
        for quant in self:
            if quant.location_id.usage == "view":
                raise ValidationError(_(
                    "You cannot take products from or deliver products to a location of "
                    "type \"view\" (%s).", quant.location_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        """Make quants; counted ones use what is known of the place already."""
        quants = self.browse()
        for vals in vals_list:
            counted = next((vals[name] for name in (
                "inventory_quantity", "inventory_quantity_auto_apply") if name in vals),
                None)
            if counted is None:
                quants |= super().create([vals])
                continue
            quant = self.sudo().search([
                ("product_id", "=", vals["product_id"]),
                ("location_id", "=", vals["location_id"]),
                *((name, "=", vals.get(name) or False)
                  for name in ("lot_id", "package_id", "owner_id"))], limit=1)
            quant = self.browse(quant.ids)
            rest = {k: v for k, v in vals.items() if not k.startswith("inventory_q")}
            quant = quant or super().create([rest])
            quant.write({"inventory_quantity": counted, "inventory_quantity_set": True})
            if "inventory_quantity_auto_apply" in vals:
                quant.action_apply_inventory()
            quants |= quant
        return quants

    def write(self, vals):
        """Change quants; a counted quantity is noted as such, the rest stays."""
        fixed = ("product_id", "location_id", "lot_id", "package_id", "owner_id")
        if self.env.context.get("inventory_mode") and any(name in vals for name in fixed):
            if any(quant.location_id.usage == "inventory" for quant in self):
                return None
            raise UserError(_(
                "Quant's editing is restricted, you can't do this operation."))
        if "inventory_quantity" in vals and "inventory_quantity_set" not in vals:
            vals = {**vals, "inventory_quantity_set": True}
        return super().write(vals)

    def action_apply_inventory(self, date=None):
        """Move the difference between what is counted and what is known."""
        conflict = self._find_conflicts()
        if conflict:
            return conflict
        counted = self.filtered("product_id")
        missing = counted.filtered(
            lambda q: q.product_id.tracking in ("lot", "serial") and not q.lot_id
            and q.inventory_diff_quantity)
        if missing and not self.env.context.get("skip_tracking"):
            products = missing.product_id
            raise UserError(_(
                "You need to supply a Lot/Serial Number for product:\n%(products)s",
                products="\n".join(products.mapped("display_name"))))
        values = [quant._get_inventory_values() for quant in self.sudo()]
        moves = self.env["stock.move"].create(values)
        for quant, move in zip(self.sudo(), moves, strict=True):
            quant._make_inventory_line(move)
        moves._action_done()
        self.sudo().location_id.last_inventory_date = fields.Date.context_today(self)
        for quant in self.sudo():
            quant.inventory_date = quant.location_id._get_next_inventory_date()
        self.action_clear_inventory_quantity()
        return None

    def _get_inventory_values(self):
        """Return the values of the move that a count makes."""
        self.ensure_one()
        company = self.company_id or self.env.company
        difference = self.inventory_quantity - self.quantity
        loss = self.product_id.with_company(company).property_stock_inventory or \
            self.env["stock.location"].search([
                ("usage", "=", "inventory"),
                ("company_id", "in", (False, company.id))], limit=1)
        name = self.env.context.get("inventory_name") or (
            _("Product Quantity Updated")
            if not self.product_id.uom_id.is_zero(difference)
            and not self.env.context.get("confirmed_inventory")
            else _("Product Quantity Confirmed"))
        source, target = (loss, self.location_id) if difference > 0 \
            else (self.location_id, loss)
        return {
            "inventory_name": name, "product_id": self.product_id.id,
            "is_inventory": True, "product_uom": self.product_id.uom_id.id,
            "product_uom_qty": abs(difference), "company_id": company.id,
            "location_id": source.id, "location_dest_id": target.id,
            "state": "confirmed"}

    def _make_inventory_line(self, move):
        taken = move.location_id == self.location_id
        self.env["stock.move.line"].create({
            "move_id": move.id, "quantity": move.product_uom_qty, "picked": True,
            "product_uom_id": move.product_uom.id, "lot_id": self.lot_id.id,
            "owner_id": self.owner_id.id, "location_dest_id": move.location_dest_id.id,
            "package_id": self.package_id.id if taken else False,
            "result_package_id": False if taken else self.package_id.id})

    def action_set_inventory_quantity(self):
        """Count what is known to be there."""
        for quant in self:
            quant.inventory_quantity = quant.quantity
            quant.inventory_quantity_set = True
            quant.user_id = self.env.uid

    def action_set_inventory_quantity_zero(self):
        """Count nothing."""
        self.write({"inventory_quantity": 0, "inventory_quantity_set": True})

    def action_clear_inventory_quantity(self):
        """Forget what was counted."""
        self.write({"inventory_quantity": 0, "inventory_quantity_set": False,
                    "user_id": False})
        self.inventory_diff_quantity = 0

    def action_apply_all(self):
        """Apply all that is counted."""
        return self.search([("inventory_quantity_set", "=", True)]) \
            .action_apply_inventory()

    def action_reset(self):
        """Forget what was counted."""
        return self.action_clear_inventory_quantity()

    @api.constrains("product_id")
    def check_product_id(self):
        """Refuse stock of what is not kept in stock."""
        if any(not quant.product_id.is_storable for quant in self):
            raise ValidationError(_(
                "Quants cannot be created for consumables or services."))

    @api.constrains("lot_id")
    def check_lot_id(self):
        """Refuse lots of other products."""
        for quant in self.filtered("lot_id"):
            if quant.lot_id.product_id != quant.product_id:
                raise ValidationError(_(
                    "The Lot/Serial number (%s) is linked to another product.",
                    quant.lot_id.name))

    def copy(self, default=None):
        """Refuse copies; UserError."""
        raise UserError(_("You cannot duplicate stock quants."))

    def move_quants(
        self, location_dest_id=False, package_dest_id=False, message=False, unpack=False,
        up_to_parent_packages=False,
    ):
        """Move what is there to another place, or into a package."""
        name = message or _("Quantity Relocated")
        moves = self.env["stock.move"]
        for quant in self.filtered(lambda quant: quant.quantity > 0):
            target = location_dest_id or quant.location_id
            result = package_dest_id or (
                self.env["stock.package"] if unpack else quant.package_id)
            move = moves.create({
                "inventory_name": name, "product_id": quant.product_id.id,
                "product_uom": quant.product_uom_id.id, "is_inventory": True,
                "product_uom_qty": quant.quantity, "location_id": quant.location_id.id,
                "location_dest_id": target.id, "state": "confirmed",
                "company_id": quant.company_id.id or self.env.company.id,
            })
            self.env["stock.move.line"].create({
                "move_id": move.id, "quantity": quant.quantity, "lot_id": quant.lot_id.id,
                "owner_id": quant.owner_id.id, "package_id": quant.package_id.id,
                "product_uom_id": quant.product_uom_id.id, "result_package_id": result.id})
            move.picked = True
            moves |= move
        moves._action_done()
