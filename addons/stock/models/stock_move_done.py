"""Moves that are done, split or given up."""
from odoo import _, fields, models
from odoo.exceptions import UserError


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_cancel(self):
        """Give the goods up."""
        if any(move.state == "done" for move in self):
            raise UserError(_(
                "You cannot cancel a stock move that has been set to 'Done'. Create a "
                "return in order to reverse the moves which took place."))
        live = self.filtered(lambda move: move.state != "cancel")
        live.move_line_ids.unlink()
        live.write({"state": "cancel"})
        live._cancel_chain()
        return True

    def _split(self, quantity):
        """Return the values of a move for a part that is not done now."""
        [values] = self.copy_data({
            "product_uom_qty": quantity, "procure_method": self.procure_method,
            "move_line_ids": [], "origin_returned_move_id":
            self.origin_returned_move_id.id, "date_deadline": self.date_deadline})
        self.product_uom_qty -= quantity
        return values

    def _action_done(self, cancel_backorder=False):
        """Move the goods; what is missing becomes a move of its own."""
        todo = self.filtered(lambda move: move.state not in ("done", "cancel"))
        todo.filtered(lambda move: move.state == "draft")._action_confirm()
        todo.filtered("picked").move_line_ids.filtered(
            lambda line: not line.picked).unlink()
        empty = todo.filtered(lambda move: move.quantity <= 0 and not move.is_inventory)
        empty.filtered(lambda move: cancel_backorder or not move.product_uom_qty
                       )._action_cancel()
        todo -= empty
        rest = self.create([
            move._split(missing) for move, missing in [
                (move, move.product_uom.round(move.product_uom_qty - move.quantity))
                for move in todo] if missing > 0])
        lines = todo.move_line_ids
        lines._note_lots()
        lines.filtered(lambda line: line._holds())._reserve_goods(-1)
        now = fields.Datetime.now()
        todo.write({"state": "done", "date": now})
        lines.write({"date": now, "picked": True})
        lines._move_goods()
        rest.write({"state": "confirmed"})
        if cancel_backorder:
            rest._action_cancel()
        done = self.filtered(lambda move: move.state == "done")
        done.filtered(lambda move: not move.picked).picked = True
        following = done.move_dest_ids.filtered(
            lambda move: move.state in ("waiting", "confirmed", "partially_available"))
        following.filtered(lambda move: move.state == "waiting").write(
            {"state": "confirmed"})
        following._action_assign()
        done._push_apply()
        return done
