"""How much of a product is where."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class StockQuant(models.Model):
    _inherit = "stock.quant"

    quantity = fields.Float(digits="Product Unit", copy=False)
    reserved_quantity = fields.Float(default=0.0, digits="Product Unit")
    in_date = fields.Datetime(default=fields.Datetime.now)
    available_quantity = fields.Float(compute="_compute_available_quantity")
    inventory_quantity = fields.Float(digits="Product Unit")
    inventory_quantity_set = fields.Boolean(default=False)
    inventory_diff_quantity = fields.Float(
        compute="_compute_inventory_diff_quantity", store=True)
    inventory_quantity_auto_apply = fields.Float(
        compute="_compute_auto_apply", inverse="_inverse_auto_apply")

    @api.depends("quantity", "reserved_quantity")
    def _compute_available_quantity(self):
        for quant in self:
            quant.available_quantity = quant.quantity - quant.reserved_quantity

    @api.depends("inventory_quantity", "quantity")
    def _compute_inventory_diff_quantity(self):
        for quant in self:
            quant.inventory_diff_quantity = quant.inventory_quantity - quant.quantity

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
                raise UserError(_(
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
            quant = self._gather(
                self.env["product.product"].browse(vals["product_id"]),
                self.env["stock.location"].browse(vals["location_id"]),
                vals.get("lot_id"))[:1]
            rest = {k: v for k, v in vals.items() if not k.startswith("inventory_q")}
            quant = quant or super().create([rest])
            quant.write({"inventory_quantity": counted, "inventory_quantity_set": True})
            if "inventory_quantity_auto_apply" in vals:
                quant.action_apply_inventory()
            quants |= quant
        return quants

    def write(self, vals):
        """Change quants; a counted quantity is noted as such."""
        if "inventory_quantity" in vals and "inventory_quantity_set" not in vals:
            vals = {**vals, "inventory_quantity_set": True}
        return super().write(vals)

    @api.model
    def _gather(self, product, location, lot_id=None):
        domain = [("product_id", "=", product.id), ("location_id", "child_of", location.id)]
        if lot_id:
            domain.append(("lot_id", "=", lot_id))
        return self.sudo().search(domain, order="in_date, id")

    @api.model
    def _get_available_quantity(self, product, location, lot_id=None):
        """Return how much of a product is free at a place and below."""
        quants = self._gather(product, location, lot_id)
        return sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))

    @api.model
    def _update_available_quantity(self, product, location, quantity, lot_id=None):
        """Add a quantity (taken away when negative) of a product at a place."""
        quant = self.sudo().search([
            ("product_id", "=", product.id), ("location_id", "=", location.id),
            ("lot_id", "=", lot_id or False)], limit=1)
        if quant:
            quant.quantity = quant.product_uom_id.round(quant.quantity + quantity)
        else:
            quant = self.sudo().create({
                "product_id": product.id, "location_id": location.id,
                "quantity": quantity, "lot_id": lot_id or False})
        return quant

    def _reserve(self, quantity):
        """Reserve (or free, when negative) a quantity; return what was done by quant."""
        done = []
        for quant in self:
            if quantity > 0:
                part = min(quant.available_quantity, quantity)
            else:
                part = -min(quant.reserved_quantity, -quantity)
            if (part > 0) != (quantity > 0) or not part:
                continue
            quant.reserved_quantity += part
            done.append((quant, part))
            quantity -= part
            if not quantity:
                break
        return done

    def action_apply_inventory(self):
        """Move the difference between what is counted and what is known."""
        for quant in self.sudo():
            difference = quant.inventory_quantity - quant.quantity
            if difference:
                company = quant.company_id or self.env.company
                loss = self.env["stock.location"].search([
                    ("usage", "=", "inventory"),
                    ("company_id", "in", (False, company.id))], limit=1)
                ends = (loss, quant.location_id) if difference > 0 else (
                    quant.location_id, loss)
                move = self.env["stock.move"].create({
                    "inventory_name": _("Product Quantity Updated"),
                    "product_id": quant.product_id.id, "is_inventory": True,
                    "product_uom": quant.product_id.uom_id.id,
                    "product_uom_qty": abs(difference), "company_id": company.id,
                    "location_id": ends[0].id, "location_dest_id": ends[1].id,
                    "state": "confirmed",
                })
                move.quantity = abs(difference)
                move.picked = True
                move._action_done()
            quant.write({"inventory_quantity": 0, "inventory_quantity_set": False})
        return None

    def action_set_inventory_quantity(self):
        """Count what is known to be there."""
        for quant in self:
            quant.inventory_quantity = quant.quantity
