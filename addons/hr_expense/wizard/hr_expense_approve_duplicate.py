"""Expenses that look like others."""
from odoo import api, models


class HrExpenseApproveDuplicate(models.TransientModel):
    _inherit = "hr.expense.approve.duplicate"

    @api.model
    def default_get(self, fields):
        """Return the defaults: the expenses of the context."""
        result = super().default_get(fields)
        if "expense_ids" in fields:
            ids = self.env.context.get("default_expense_ids") or []
            result["expense_ids"] = [(6, 0, ids)]
        return result

    def action_approve(self):
        """Approve them all the same."""
        self.expense_ids.action_approve_duplicates()
        self.expense_ids._do_approve()

    def action_refuse(self):
        """Refuse them as look-alikes."""
        self.expense_ids._do_refuse(self.env._("Duplicate Expense"))
