"""Journal entries and payments that came of expenses."""
from odoo import _, api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    nb_expenses = fields.Integer(compute="_compute_nb_expenses", compute_sudo=True)

    @api.depends("expense_ids")
    def _compute_nb_expenses(self):
        for move in self:
            move.nb_expenses = len(move.expense_ids)

    def action_open_expense(self):
        """Open the expenses of the entry."""
        self.ensure_one()
        return open_expenses(self.expense_ids)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def action_open_expense(self):
        """Open the expenses that the payment is about."""
        self.ensure_one()
        return open_expenses(self.expense_ids)


def open_expenses(expenses):
    """Return the action that opens expenses: a form of one, a list of several."""
    action = {"type": "ir.actions.act_window", "res_model": "hr.expense"}
    if len(expenses) == 1:
        return {**action, "name": expenses.name, "view_mode": "form",
                "views": [[False, "form"]], "res_id": expenses.id}
    return {**action, "name": _("Linked expenses"), "view_mode": "list,form",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", expenses.ids)]}
