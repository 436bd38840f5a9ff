"""Which quants goods are taken from, how they are reserved, moved and set free again."""
from odoo import api, models


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model
    def _get_removal_method(self, product, location):
        """Return the strategy: the category's, or that of the place or one around it."""
        method, place = product.categ_id.removal_strategy_id.method, location
        while not method and place:
            method, place = place.removal_strategy_id.method, place.location_id
        return method or "fifo"

    @api.model
    def _gather(self, product, location, lot_id=None):
        """Return the quants of a product at a place and below, in the order of removal."""
        domain = [("product_id", "=", product.id), ("location_id", "child_of", location.id)]
        if lot_id:
            domain.append(("lot_id", "=", lot_id))
        method = self._get_removal_method(product, location)
        order = "in_date desc, id desc" if method == "lifo" else "in_date, id"
        quants = self.sudo().search(domain, order=order)
        if method == "closest":
            return quants.sorted(
                lambda quant: (quant.location_id.complete_name, -quant.id))
        return quants

    @api.model
    def _get_available_quantity(self, product, location, lot_id=None):
        """Return how much of a product is free at a place and below."""
        quants = self._gather(product, location, lot_id)
        return sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))

    @api.model
    def _find_exact(self, product, location, lot_id, package_id, owner_id):
        return self.sudo().search([
            ("product_id", "=", product.id), ("location_id", "=", location.id),
            ("lot_id", "=", lot_id or False), ("package_id", "=", package_id or False),
            ("owner_id", "=", owner_id or False)], limit=1)

    @api.model
    def _update_available_quantity(
        self, product, location, quantity, lot_id=None, package_id=None, owner_id=None,
        in_date=None,
    ):
        """Add a quantity (taken away when negative) of a product at a place."""
        quant = self._find_exact(product, location, lot_id, package_id, owner_id)
        if quant:
            values = {"quantity": quant.product_uom_id.round(quant.quantity + quantity)}
            if in_date and quantity > 0 and quant.in_date and quant.quantity > 0:
                values["in_date"] = min(in_date, quant.in_date)
            elif in_date and quantity > 0:
                values["in_date"] = in_date
            quant.write(values)
            return quant
        return self.sudo().create({
            "product_id": product.id, "location_id": location.id, "quantity": quantity,
            "lot_id": lot_id or False, "package_id": package_id or False,
            "owner_id": owner_id or False, **({"in_date": in_date} if in_date else {})})

    @api.model
    def _update_reserved_quantity(
        self, product, location, quantity, lot_id=None, package_id=None, owner_id=None,
    ):
        """Reserve a quantity (free it, when negative), be it there or not."""
        key = (product, location, lot_id, package_id, owner_id)
        quant = self._find_exact(*key)
        if lot_id and (not quant or quantity > 0 and quant.available_quantity <= 0):
            loose = self._find_exact(product, location, None, package_id, owner_id)
            quant = loose if loose.available_quantity > 0 else quant
        if quant:
            rest = quant.product_uom_id.round(quant.reserved_quantity + quantity)
            quant.reserved_quantity = max(rest, 0.0)
        elif quantity > 0:
            quant = self.sudo().create({
                "product_id": product.id, "location_id": location.id, "quantity": 0.0,
                "reserved_quantity": quantity, "lot_id": lot_id or False,
                "package_id": package_id or False, "owner_id": owner_id or False})
        return quant

    def _choose(self, quantity):
        """Return [(quant, part)] of what is free for a quantity, nothing being reserved."""
        chosen = []
        # more can't be taken than is free in all, whatever a single quant says
        quantity = min(quantity, sum(self.mapped("available_quantity")))
        for quant in self:
            part = min(quant.available_quantity, quantity)
            if part <= 0:
                continue
            chosen.append((quant, part))
            quantity = quant.product_uom_id.round(quantity - part)
            if quantity <= 0:
                break
        return chosen


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _reserve_goods(self, sign):
        """Reserve what the lines take (sign 1), or free it (sign -1)."""
        quants = self.env["stock.quant"]
        for line in self:
            quants._update_reserved_quantity(
                line.product_id, line.location_id, sign * line.quantity_product_uom,
                lot_id=line.lot_id.id, package_id=line.package_id.id,
                owner_id=line.owner_id.id)

    def _move_goods(self, sign=1):
        """Take what the lines say from one place to the other (back, for sign -1)."""
        quants = self.env["stock.quant"]
        for line in self.filtered(lambda line: line.product_id.is_storable):
            amount = sign * line.quantity_product_uom
            common = {"lot_id": line.lot_id.id, "owner_id": line.owner_id.id}
            source = quants._update_available_quantity(
                line.product_id, line.location_id, -amount,
                package_id=line.package_id.id, **common)
            quants._update_available_quantity(
                line.product_id, line.location_dest_id, amount,
                package_id=line.result_package_id.id, in_date=source.in_date
                if not line.location_id.should_bypass_reservation() else None, **common)
            if sign > 0 and source.available_quantity < 0 and \
                    not line.location_id.should_bypass_reservation():
                line._free_others(-source.available_quantity)

    def _free_others(self, quantity):
        """Take so much back of what other lines have reserved of the same goods."""
        self.ensure_one()
        names = ("product_id", "location_id", "lot_id", "package_id", "owner_id")
        others = self.search([
            ("id", "not in", self.ids), ("quantity_product_uom", ">", 0),
            ("state", "not in", ("draft", "done", "cancel")),
            *((name, "=", self[name].id) for name in names)])
        others = others.sorted(lambda line: (
            line.picked, -(line.move_id.date or line.date).timestamp(), -line.id))
        moves = others.move_id.browse()
        for line in others:
            if quantity <= 0:
                break
            moves |= line.move_id
            if line.quantity_product_uom <= quantity:
                quantity -= line.quantity_product_uom
                line.unlink()
                continue
            line.quantity = line.product_id.uom_id._compute_quantity(
                line.quantity_product_uom - quantity, line.product_uom_id,
                rounding_method="HALF-UP")
            quantity = 0
        if not self.env.context.get("freeing_others"):
            moves.with_context(freeing_others=True)._action_assign()
