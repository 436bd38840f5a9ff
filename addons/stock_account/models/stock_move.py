"""What moves of goods are worth, and the costs that follow from it."""
from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    is_in = fields.Boolean(compute="_compute_direction", store=True)
    is_out = fields.Boolean(compute="_compute_direction", store=True)
    is_dropship = fields.Boolean(compute="_compute_direction", store=True)
    is_valued = fields.Boolean(compute="_compute_is_valued")
    remaining_qty = fields.Float(compute="_compute_remaining")
    remaining_value = fields.Monetary(
        compute="_compute_remaining", currency_field="company_currency_id")

    @api.depends("state", "location_id", "location_dest_id", "product_id")
    def _compute_direction(self):
        for move in self:
            source, target = move.location_id._is_valued(), \
                move.location_dest_id._is_valued()
            done = move.state == "done" and move.product_id.is_storable
            move.is_in = bool(done and not source and target)
            move.is_out = bool(done and source and not target)
            move.is_dropship = bool(
                done and move.location_id.usage == "supplier"
                and move.location_dest_id.usage == "customer")

    @api.depends("is_in", "is_out")
    def _compute_is_valued(self):
        for move in self:
            move.is_valued = move.is_in or move.is_out

    def _compute_remaining(self):
        stacks = {}
        for product in self.filtered("is_in").product_id:
            stacks |= {move.id: (rest, value) for move, rest, value
                       in product._get_fifo_stack()}
        for move in self:
            move.remaining_qty, move.remaining_value = stacks.get(move.id, (0.0, 0.0))

    def _get_valued_quantity(self):
        return self.product_uom._compute_quantity(self.quantity, self.product_id.uom_id)

    def _split(self, quantity):
        return {**super()._split(quantity), "price_unit": self.price_unit}

    def _action_done(self, cancel_backorder=False):
        """Move goods; they have a value, and costs follow."""
        stock = {}
        for product in self.product_id.filtered("is_storable"):
            product = product.with_company(self[:1].company_id)
            stock[product.id] = product.qty_available
        done = super()._action_done(cancel_backorder=cancel_backorder)
        for move in done.filtered(lambda move: move.product_id.id in stock):
            stock[move.product_id.id] = move._value_goods(stock[move.product_id.id])
        return done

    def _value_goods(self, there):
        """Value a move that is done; return the stock after it."""
        product = self.product_id.with_company(self.company_id)
        quantity = self._get_valued_quantity()
        if self.is_in:
            value = self._get_incoming_value(quantity)
            self.value = value
            total = there + quantity
            if product.cost_method in ("average", "fifo") and total > 0:
                known = max(there, 0.0) * product.standard_price
                self._set_cost(product, (known + value) / (max(there, 0.0) + quantity))
            return total
        if self.is_out:
            self.value = -self._get_outgoing_value(product, quantity)
            return there - quantity
        return there

    def _set_cost(self, product, cost):
        product.sudo().with_context(disable_auto_revaluation=True).standard_price = cost

    def _get_incoming_value(self, quantity):
        product = self.product_id.with_company(self.company_id)
        back = self.origin_returned_move_id
        if back and back._get_valued_quantity():
            return abs(back.value) / back._get_valued_quantity() * quantity
        price = self.price_unit if self.price_unit and product.cost_method != "standard" \
            else product.standard_price
        return self.company_id.currency_id.round(price * quantity)

    def _get_outgoing_value(self, product, quantity):
        rounded = self.company_id.currency_id.round
        if product.cost_method != "fifo":
            return rounded(product.standard_price * quantity)
        # the stack has lost the goods already: what went is what was on top before
        moves = self.env["stock.move"].sudo().search([
            ("product_id", "=", product.id), ("state", "=", "done"),
            ("company_id", "=", self.company_id.id), ("id", "!=", self.id)],
            order="date, id")
        gone = sum(move._get_valued_quantity() for move in moves if move.is_out)
        value, rest = 0.0, quantity
        for move in moves.filtered("is_in"):
            there = move._get_valued_quantity()
            skipped = min(gone, there)
            gone -= skipped
            part = min(rest, there - skipped)
            value += move.value * part / there if there else 0.0
            rest -= part
        return rounded(value + rest * product.standard_price)

    def _set_value(self, value):
        """Give a move another value; the average cost follows."""
        for move in self:
            product = move.product_id.with_company(move.company_id)
            difference, move.value = value - move.value, value
            if move.is_in and product.cost_method == "average" and \
                    product.qty_available > 0:
                move._set_cost(
                    product, product.standard_price + difference / product.qty_available)
