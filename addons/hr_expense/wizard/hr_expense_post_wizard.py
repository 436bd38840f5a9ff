"""Expenses of employees are written down, in which journal and when."""
from odoo import fields, models


class HrExpensePostWizard(models.TransientModel):
    _inherit = "hr.expense.post.wizard"

    company_id = fields.Many2one(default=lambda self: self.env.company)
    accounting_date = fields.Date(default=fields.Date.context_today)
    employee_journal_id = fields.Many2one(
        default=lambda self: self.env["account.journal"].search([
            ("type", "=", "purchase"), ("company_id", "=", self.env.company.id)], limit=1))

    def action_post_entry(self):
        """Post receipts of the expenses that the context names, and open them."""
        self.ensure_one()
        expenses = self.env["hr.expense"].browse(self.env.context.get("active_ids"))
        expenses.with_context(expense_entry={
            "journal_id": self.employee_journal_id.id, "date": self.accounting_date,
        }).action_post()
        moves = expenses.account_move_id
        action = {"type": "ir.actions.act_window", "res_model": "account.move",
                  "name": self.env._("New expense entries")}
        if len(moves) == 1:
            return {**action, "view_mode": "form", "views": [[False, "form"]],
                    "res_id": moves.id}
        return {**action, "view_mode": "list,form",
                "views": [[False, "list"], [False, "form"]],
                "domain": [("id", "in", moves.ids)]}
