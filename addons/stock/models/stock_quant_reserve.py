"""Which quants goods are taken from, how they are reserved, moved and set free again."""
from collections import defaultdict

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
        return self._gather_all(product, location, lot_id)[product]

    @api.model
    def _gather_all(self, products, location, lot_id=None):
        """Return {product: its quants at a place and below, in the order of removal}."""
        domain = [("product_id", "in", products.ids),
                  ("location_id", "child_of", location.id)]
        if lot_id:
            domain.append(("lot_id", "=", lot_id))
        found = defaultdict(self.sudo().browse)
        for product, quants in self.sudo().search(
                domain, order="in_date, id").grouped("product_id").items():
            method = self._get_removal_method(product, location)
            if method == "lifo":
                quants = quants[::-1]
            elif method == "closest":
                quants = quants.sorted(
                    lambda quant: (quant.location_id.complete_name, -quant.id))
            found[product] = quants
        return found

    @api.model
    def _get_available_quantity(self, product, location, lot_id=None):
        """Return how much of a product is free at a place and below."""
        quants = self._gather(product, location, lot_id)
        return sum(quants.mapped("quantity")) - sum(quants.mapped("reserved_quantity"))

    @api.model
    def _index(self, products, locations):
        """Return {(product, place, lot, package, owner ids): quant} of places."""
        quants = self.sudo().search([
            ("product_id", "in", products.ids), ("location_id", "in", locations.ids)],
            order="id desc")
        return {quant._get_key(): quant for quant in quants}

    def _get_key(self):
        return (self.product_id.id, self.location_id.id, self.lot_id.id,
                self.package_id.id, self.owner_id.id)

    @api.model
    def _update_available_quantity(
        self, product, location, quantity, lot_id=None, package_id=None, owner_id=None,
        in_date=None, index=None,
    ):
        """Add a quantity (taken away when negative) of a product at a place."""
        if index is None:
            index = self._index(product, location)
        key = (product.id, location.id, *(id_ or False for id_ in (
            lot_id, package_id, owner_id)))
        quant = index.get(key)
        if quant:
            values = {"quantity": quant.product_uom_id.round(quant.quantity + quantity)}
            if in_date and quantity > 0:
                values["in_date"] = min(in_date, quant.in_date) \
                    if quant.in_date and quant.quantity > 0 else in_date
            quant.write(values)
            return quant
        index[key] = self._make_quant(
            key, quantity=quantity, **({"in_date": in_date} if in_date else {}))
        return index[key]

    def _make_quant(self, key, **values):
        product_id, location_id, lot_id, package_id, owner_id = key
        return self.sudo().create({
            "product_id": product_id, "location_id": location_id, "lot_id": lot_id,
            "package_id": package_id, "owner_id": owner_id, **values})

    @api.model
    def _update_reserved_quantity(self, key, quantity, index):
        """Reserve a quantity (free it, when negative), be it there or not."""
        quant = index.get(key)
        if key[2] and (not quant or quantity > 0 and quant.available_quantity <= 0):
            loose = index.get((*key[:2], False, *key[3:]))
            quant = loose if loose and loose.available_quantity > 0 else quant
        if quant:
            rest = quant.product_uom_id.round(quant.reserved_quantity + quantity)
            quant.reserved_quantity = max(rest, 0.0)
        elif quantity > 0:
            index[key] = self._make_quant(
                key, quantity=0.0, reserved_quantity=quantity)

    def _choose(self, quantity, taken):
        """Return [(quant, part)] of what is free for a quantity; `taken` is not."""
        chosen = []
        free = {quant: quant.available_quantity - taken[quant] for quant in self}
        # more can't be taken than is free in all, whatever a single quant says
        quantity = min(quantity, sum(free.values()))
        for quant in self:
            part = min(free[quant], quantity)
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
        if not self:
            return
        quants = self.env["stock.quant"]
        index = quants._index(self.product_id, self.location_id)
        for line in self:
            key = (line.product_id.id, line.location_id.id, line.lot_id.id,
                   line.package_id.id, line.owner_id.id)
            quants._update_reserved_quantity(key, sign * line.quantity_product_uom, index)

    def _move_goods(self, sign=1):
        """Take what the lines say from one place to the other (back, for sign -1)."""
        lines = self.filtered(lambda line: line.product_id.is_storable)
        if not lines:
            return
        quants, short = self.env["stock.quant"], {}
        index = quants._index(
            lines.product_id, lines.location_id | lines.location_dest_id)
        for line in lines:
            amount = sign * line.quantity_product_uom
            common = {"lot_id": line.lot_id.id, "owner_id": line.owner_id.id,
                      "index": index}
            outside = line.location_id.should_bypass_reservation()
            source = quants._update_available_quantity(
                line.product_id, line.location_id, -amount,
                package_id=line.package_id.id, **common)
            quants._update_available_quantity(
                line.product_id, line.location_dest_id, amount,
                package_id=line.result_package_id.id,
                in_date=None if outside else source.in_date, **common)
            if sign > 0 and not outside:
                short[source] = line
        for source, line in short.items():
            if source.available_quantity < 0:
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
