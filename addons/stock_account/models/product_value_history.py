"""What there is of products is worth: by what came, what went and what was set by hand."""
from collections import defaultdict

from odoo import api, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    @api.depends("stock_quant_ids.quantity", "stock_move_ids.value",
                 "stock_move_ids.state", "stock_move_ids.quantity", "standard_price")
    @api.depends_context("company", "to_date")
    def _compute_value(self):
        currency = self.env.company.currency_id
        products = self.with_context(location=False, warehouse_id=False)
        average = products.filtered(
            lambda product: product.cost_method == "average")._replay_average()
        stacks = products.filtered(
            lambda product: product.cost_method == "fifo")._get_fifo_stacks()
        foreign = products._get_foreign_quantities()
        for product in products:
            cost = product.standard_price
            quantity = product.qty_available - foreign.get(product._origin.id, 0.0)
            value = quantity * cost
            if product.id in stacks:
                stack = stacks[product.id]
                missing = quantity - sum(rest for _move, rest, _value in stack)
                value = sum(worth for _move, _rest, worth in stack)
                value += min(0.0, missing) * cost
            elif product.id in average:
                # the cost is kept rounded; what it was rounded from is exacter
                exact, there = average[product.id]
                if abs(exact - cost) < 0.005 and product.uom_id.compare(
                        there, quantity) == 0:
                    value = quantity * exact
            product.company_currency_id = currency
            product.total_value = currency.round(value)
            product.avg_cost = value / quantity if quantity else cost

    def _get_foreign_quantities(self):
        """Return {product id: quantity} of goods in stock that belong to others."""
        own = self.env.company.partner_id
        groups = self.env["stock.quant"].sudo()._read_group([
            ("product_id", "in", self._origin.ids), ("owner_id", "not in", [False, own.id]),
            ("location_id.usage", "in", ("internal", "transit")),
            ("company_id", "=", self.env.company.id)], ["product_id"], ["quantity:sum"])
        return {product.id: quantity for product, quantity in groups}

    def _get_valued_moves(self):
        """Return {product id: moves} of what came and went, in order."""
        moves = self.env["stock.move"].sudo()
        day = self._get_end_of_day(self.env.context.get("to_date"))
        found = moves.search([
            ("product_id", "in", self._origin.ids), ("state", "=", "done"),
            ("company_id", "=", self.env.company.id),
            "|", ("is_in", "=", True), ("is_out", "=", True),
            *([("date", "<=", day)] if day else [])], order="date, id")
        by_product = defaultdict(lambda: moves)
        for product, own in found.grouped("product_id").items():
            by_product[product.id] = own
        return by_product

    def _get_fifo_stacks(self):
        """Return {id: [(move, quantity, value)]} of what came in and is still there."""
        moves_of = self._get_valued_moves() if self else {}
        stacks = {}
        for product in self:
            moves = moves_of[product._origin.id]
            gone = sum(move._get_valued_quantity() for move in moves if move.is_out)
            stack = stacks[product.id] = []
            for move in moves.filtered("is_in"):
                quantity = move._get_valued_quantity()
                taken = min(gone, quantity)
                gone -= taken
                if quantity > taken:
                    rest = quantity - taken
                    stack.append((move, rest, move.value * rest / quantity))
        return stacks

    def _get_fifo_stack(self):
        """Return [(move, quantity, value)] of what came in and is still there."""
        self.ensure_one()
        return self._get_fifo_stacks()[self.id]

    def _replay_average(self):
        """Return {id: (average cost, quantity)} by all that came, went and was set."""
        moves_of = self._get_valued_moves() if self else {}
        set_by_hand = self.env["product.value"].sudo().search([
            ("product_id", "in", self._origin.ids), ("move_id", "=", False),
            ("lot_id", "=", False), ("company_id", "=", self.env.company.id)],
            order="date, id").grouped("product_id") if self else {}
        result = {}
        for product in self:
            events = [(move.date, 1, move.id, move)
                      for move in moves_of[product._origin.id]]
            events += [(value.date, 0, value.id, value)
                       for value in set_by_hand.get(product._origin, ())]
            cost = quantity = 0.0
            for _date, _kind, _id, event in sorted(events, key=lambda event: event[:3]):
                if event._name == "product.value":
                    cost = event.value
                    continue
                amount = event._get_valued_quantity()
                if event.is_in:
                    known = max(quantity, 0.0)
                    cost = (known * cost + event.value) / (known + amount) \
                        if amount else cost
                    quantity += amount
                else:
                    quantity -= amount
            result[product.id] = (cost, quantity)
        return result

    def _update_cost(self):
        """Have the cost follow values that were changed after the goods had come."""
        for product in self:
            if product.cost_method == "average":
                cost, _quantity = product._replay_average()[product.id]
                product._keep_cost(cost)
            elif product.cost_method == "fifo":
                product._update_fifo_cost()

    def _update_fifo_cost(self):
        self.ensure_one()
        stack = self._get_fifo_stack()
        there = sum(rest for _move, rest, _value in stack)
        if there > 0:
            self._keep_cost(sum(value for _move, _rest, value in stack) / there)

    def _keep_cost(self, cost):
        """Set the cost that was worked out: nobody has set it by hand."""
        self.sudo().with_context(disable_auto_revaluation=True).standard_price = cost
