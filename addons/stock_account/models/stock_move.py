"""What moves of goods are worth, and the costs that follow from it."""
import operator as functions

from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    is_in = fields.Boolean(compute="_compute_direction", store=True)
    is_out = fields.Boolean(compute="_compute_direction", store=True)
    is_dropship = fields.Boolean(compute="_compute_direction", store=True)
    is_valued = fields.Boolean(compute="_compute_is_valued")
    to_refund = fields.Boolean(default=True)
    remaining_qty = fields.Float(
        compute="_compute_remaining", search="search_remaining_qty")
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

    def _get_valued_quantity(self):
        """Return how much of the company's own goods the move moves, in their unit."""
        lines = self.move_line_ids
        if not lines.owner_id:
            return self.product_uom._compute_quantity(
                self.quantity, self.product_id.uom_id)
        own = (self.env["res.partner"], self.company_id.partner_id)
        return sum(line.quantity_product_uom for line in lines if line.owner_id in own)

    def _split(self, quantity):
        return {**super()._split(quantity), "price_unit": self.price_unit}

    def _action_done(self, cancel_backorder=False):
        """Move goods; they have a value, and costs follow."""
        before = {}
        for product in self.product_id.filtered("is_storable"):
            product = product.with_company(self[:1].company_id)
            before[product.id] = (product.qty_available, product.total_value)
        done = super()._action_done(cancel_backorder=cancel_backorder)
        for move in done.filtered(lambda move: move.product_id.id in before):
            before[move.product_id.id] = move._value_goods(*before[move.product_id.id])
        done._book_at_places()
        return done

    def _value_goods(self, there, worth):
        """Value a move that is done; return the stock after it, and what it is worth."""
        product = self.product_id.with_company(self.company_id)
        quantity = self._get_valued_quantity()
        if self.is_in:
            self.value = value = self._get_incoming_value(quantity)
            total = there + quantity
            if product.cost_method == "average" and quantity > 0:
                known = worth if there > 0 else 0.0
                cost = (known + value) / (max(there, 0.0) + quantity)
                product._keep_cost(cost)
                return total, total * cost
            if product.cost_method == "fifo":
                product._update_fifo_cost()
            return total, worth + value
        if self.is_dropship:
            self.value = self._get_incoming_value(quantity)
            return there, worth
        if self.is_out:
            value = self._get_outgoing_value(product, quantity)
            self.value = value
            if product.cost_method == "fifo":
                product._update_fifo_cost()
            share = worth * quantity / there \
                if product.cost_method == "average" and there > 0 else value
            return there - quantity, worth - share
        return there, worth

    def _get_incoming_value(self, quantity):
        product = self.product_id.with_company(self.company_id)
        back = self.origin_returned_move_id
        if back and back._get_valued_quantity():
            return back.value / back._get_valued_quantity() * quantity
        if product.cost_method == "standard":
            return self.company_id.currency_id.round(product.standard_price * quantity)
        return self.company_id.currency_id.round(self._get_bought_value(quantity))

    def _get_bought_value(self, quantity):
        """Return what the goods were bought for, or what they cost (hook)."""
        product = self.product_id.with_company(self.company_id)
        return (self.price_unit or product.standard_price) * quantity

    def _get_outgoing_value(self, product, quantity):
        rounded = self.company_id.currency_id.round
        if product.cost_method == "average" and product.qty_available + quantity > 0:
            # what there was is worth what there is and what went, at one cost
            exact, _there = product._replay_average()[product.id]
            same = abs(exact - product.standard_price) < 0.005
            return rounded((exact if same else product.standard_price) * quantity)
        if product.cost_method != "fifo":
            return rounded(product.standard_price * quantity)
        # the stack has lost the goods already: what went is what was on top before
        moves = product._get_valued_moves()[product.id] - self
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
        """Give moves another value; costs follow."""
        for move in self:
            move.value = value
            if move.is_in:
                move.product_id.with_company(move.company_id)._update_cost()

    def _revalue(self):
        """Have moves that came in worth what they were bought for, as known by now."""
        by_hand = self.env["product.value"].sudo().search(
            [("move_id", "in", self.ids)]).move_id
        for move in self.filtered("is_in") - by_hand:
            value = move._get_incoming_value(move._get_valued_quantity())
            if move.company_id.currency_id.compare_amounts(value, move.value) != 0 and \
                    move.product_id.with_company(
                        move.company_id).cost_method != "standard":
                move._set_value(value)

    # ---- what is left
    def _compute_remaining(self):
        stacks = {}
        for stack in self.filtered("is_in").product_id._get_fifo_stacks().values():
            stacks |= {move.id: (rest, value) for move, rest, value in stack}
        for move in self:
            move.remaining_qty, move.remaining_value = stacks.get(move.id, (0.0, 0.0))

    @api.model
    def search_remaining_qty(self, operator, value):
        """Return the domain of moves of which so much is still there."""
        compare = {
            "=": functions.eq, "!=": functions.ne, "<": functions.lt, "<=": functions.le,
            ">": functions.gt, ">=": functions.ge}.get(operator)
        if compare is None or isinstance(value, str):
            return NotImplemented
        moves = self.search([("is_in", "=", True)])
        stacks = moves.product_id._get_fifo_stacks()
        left = {move.id: rest for stack in stacks.values() for move, rest, _v in stack}
        if compare(0.0, value):
            return [("id", "not in", [
                id_ for id_, rest in left.items() if not compare(rest, value)])]
        return [("id", "in", [id_ for id_, rest in left.items() if compare(rest, value)])]
