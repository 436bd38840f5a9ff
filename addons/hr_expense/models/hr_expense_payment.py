"""Paying expenses back; who approves them; their files."""
from odoo import api, fields, models


class HrExpense(models.Model):
    _inherit = "hr.expense"

    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "hr.expense")])
    selectable_payment_method_line_ids = fields.Many2many(
        "account.payment.method.line", compute="_compute_selectable_payment_methods")

    @api.depends("company_id")
    def _compute_selectable_payment_methods(self):
        lines = self.env["account.payment.method.line"].sudo().search(
            [("payment_type", "=", "outbound"), ("company_id", "!=", False)])
        for expense in self:
            allowed = lines.filtered(
                lambda line, e=expense: line.company_id == e.company_id)
            expense.selectable_payment_method_line_ids = allowed

    def action_pay(self):
        """Open the wizard that pays the employees back."""
        return self.account_move_id.action_register_payment()


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    expense_manager_id = fields.Many2one(
        compute="_compute_expense_manager_id", store=True, readonly=False)

    @api.depends("parent_id")
    def _compute_expense_manager_id(self):
        for employee in self:
            before = employee._origin.parent_id.user_id
            manager = employee.parent_id.user_id
            if manager and manager.has_group("hr_expense.group_hr_expense_user") \
                    and employee.expense_manager_id in (before, self.env["res.users"]):
                employee.expense_manager_id = manager
            elif not employee.expense_manager_id:
                employee.expense_manager_id = False
