"""Contacts of employees, and their bank accounts."""
from odoo import _, api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    employee = fields.Boolean(
        compute="_compute_employee", store=True, readonly=False)
    employees_count = fields.Integer(compute="_compute_employees_count")

    @api.depends("employee_ids")
    def _compute_employee(self):
        for partner in self:
            partner.employee = bool(partner.employee_ids)

    @api.depends("employee_ids")
    def _compute_employees_count(self):
        for partner in self:
            partner.employees_count = len(partner.employee_ids.filtered(
                lambda e: e.company_id in self.env.companies))

    def action_open_employees(self):
        """Open the employees whose contact it is."""
        self.ensure_one()
        action = {
            "name": _("Related Employees"), "type": "ir.actions.act_window",
            "res_model": "hr.employee", "view_mode": "kanban,list,form",
            "domain": [("id", "in", self.employee_ids.ids),
                       ("company_id", "in", self.env.companies.ids)],
        }
        if len(self.employee_ids) == 1:
            action.update(name=_("Employee"), view_mode="form",
                          res_id=self.employee_ids.id)
        return action


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    employee_id = fields.Many2many(
        "hr.employee", compute="_compute_employee_id", search="_search_employee_id")
    employee_has_multiple_bank_accounts = fields.Boolean(
        related="employee_id.has_multiple_bank_accounts", store=False)
    employee_salary_amount = fields.Float(compute="_compute_salary_amount")
    employee_salary_amount_is_percentage = fields.Boolean(
        compute="_compute_salary_amount")

    @api.depends("partner_id.employee_ids")
    def _compute_employee_id(self):
        for account in self:
            account.employee_id = account.sudo().partner_id.employee_ids.filtered(
                lambda e: e.company_id in self.env.companies)

    def _search_employee_id(self, operator, value):
        return [("partner_id.employee_ids", operator, value)]

    @api.depends("employee_id.salary_distribution")
    def _compute_salary_amount(self):
        for account in self:
            amount, is_share = 0.0, True
            for employee in account.sudo().employee_id[:1]:
                amount, is_share = employee.get_bank_account_salary_allocation(account.id)
            account.employee_salary_amount = amount
            account.employee_salary_amount_is_percentage = is_share

    def action_open_allocation_wizard(self):
        """Open how the employee's salary is spread over the accounts."""
        self.ensure_one()
        return self.employee_id[:1].action_open_allocation_wizard()
