"""Expenses: submitted, approved, posted, paid."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class HrExpense(models.Model):
    _inherit = "hr.expense"

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, required=True,
        precompute=True)
    date = fields.Date(default=fields.Date.context_today)
    quantity = fields.Float(default=1, digits="Product Unit")
    payment_mode = fields.Selection(default="own_account")
    company_id = fields.Many2one(default=lambda self: self.env.company)
    employee_id = fields.Many2one(
        "hr.employee", required=True, default=lambda self: self.env["hr.employee"].search(
            [("user_id", "=", self.env.uid)], limit=1))
    department_id = fields.Many2one(
        "hr.department", compute="_compute_from_employee", store=True)
    manager_id = fields.Many2one(
        "res.users", compute="_compute_from_employee", store=True)
    currency_id = fields.Many2one(
        required=True, default=lambda self: self.env.company.currency_id)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True)
    account_id = fields.Many2one(
        "account.account", compute="_compute_account_id", store=True, readonly=False)
    tax_ids = fields.Many2many(
        "account.tax", compute="_compute_tax_ids", store=True, readonly=False)
    price_unit = fields.Float(
        compute="_compute_price_unit", store=True, required=True,
        precompute=True, digits="Product Price")
    total_amount_currency = fields.Monetary(
        compute="_compute_total", store=True, readonly=False)
    total_amount = fields.Monetary(
        compute="_compute_amounts", store=True, currency_field="company_currency_id")
    tax_amount_currency = fields.Monetary(compute="_compute_amounts", store=True)
    untaxed_amount_currency = fields.Monetary(compute="_compute_amounts", store=True)
    tax_amount = fields.Monetary(
        compute="_compute_amounts", store=True, currency_field="company_currency_id")
    untaxed_amount = fields.Monetary(
        compute="_compute_amounts", store=True, currency_field="company_currency_id")
    state = fields.Selection(compute="_compute_state", store=True)

    @api.depends("product_id")
    def _compute_name(self):
        for expense in self:
            expense.name = expense.name or expense.product_id.display_name

    @api.depends("employee_id")
    def _compute_from_employee(self):
        for expense in self:
            employee = expense.employee_id
            expense.department_id = employee.department_id
            expense.manager_id = employee.expense_manager_id or \
                employee.department_id.manager_id.user_id or employee.parent_id.user_id

    @api.depends("product_id.uom_id")
    def _compute_product_uom_id(self):
        for expense in self:
            expense.product_uom_id = expense.product_id.uom_id

    @api.depends("product_id", "company_id")
    def _compute_account_id(self):
        for expense in self:
            found = expense.product_id.product_tmpl_id.with_company(
                expense.company_id)._get_product_accounts()["expense"] \
                if expense.product_id else expense.company_id.expense_account_id
            expense.account_id = found

    @api.depends("product_id", "company_id")
    def _compute_tax_ids(self):
        for expense in self:
            expense.tax_ids = expense.product_id.supplier_taxes_id.filtered(
                lambda tax, expense=expense: tax.company_id == expense.company_id)

    @api.depends("product_id", "quantity")
    def _compute_total(self):
        for expense in self:
            cost = expense.product_id.standard_price
            if cost:
                expense.total_amount_currency = cost * expense.quantity
            else:
                expense.total_amount_currency = expense.total_amount_currency

    @api.depends("total_amount_currency", "quantity", "product_id")
    def _compute_price_unit(self):
        for expense in self:
            expense.price_unit = expense.product_id.standard_price or (
                expense.total_amount_currency / (expense.quantity or 1.0))

    @api.depends("total_amount_currency", "tax_ids", "currency_id", "date")
    def _compute_amounts(self):
        for expense in self:
            total, currency = expense.total_amount_currency, expense.currency_id
            rate = sum(tax.amount for tax in expense.tax_ids.flatten_taxes_hierarchy()
                       if tax.amount_type == "percent")
            tax = currency.round(total - total / (1 + rate / 100))
            company = expense.company_id
            day = expense.date or fields.Date.context_today(expense)
            expense.tax_amount_currency = tax
            expense.untaxed_amount_currency = total - tax
            expense.total_amount = currency._convert(
                total, company.currency_id, company, day)
            expense.tax_amount = currency._convert(tax, company.currency_id, company, day)
            expense.untaxed_amount = expense.total_amount - expense.tax_amount

    @api.depends("approval_state", "account_move_id.state",
                 "account_move_id.payment_state")
    def _compute_state(self):
        for expense in self:
            move = expense.account_move_id
            if move and move.state != "draft" and move.payment_state in (
                    "paid", "in_payment"):
                expense.state = move.payment_state
            elif move:
                expense.state = "posted"
            else:
                expense.state = expense.approval_state or "draft"

    @api.constrains("payment_mode", "company_id")
    def _check_amount(self):
        for expense in self:
            if expense.total_amount_currency < 0:
                raise ValidationError(_("The expense amount cannot be negative."))

    # ---- to the books
    def action_post(self):
        """Write approved expenses of employees down as receipts to pay."""
        for expense in self:
            if expense.state != "approved":
                raise UserError(_("You can only generate an accounting entry for approved "
                                  "expense(s)."))
            partner = expense.employee_id.sudo().work_contact_id
            given = {key: value for key, value in self.env.context.get(
                "expense_entry", {}).items() if value}
            expense.account_move_id = self.env["account.move"].sudo().create({
                "move_type": "in_receipt", "partner_id": partner.id,
                "invoice_date": expense.date, "ref": expense.name, **given,
                "currency_id": expense.currency_id.id,
                "invoice_line_ids": [(0, 0, {
                    "name": f"{expense.employee_id.name}: {expense.name}",
                    "account_id": expense.account_id.id, "tax_ids": [(5,)],
                    "price_unit": expense.total_amount_currency, "quantity": 1,
                    "product_id": expense.product_id.id,
                })],
            })
            expense.account_move_id.action_post()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        if any(expense.state in ("approved", "posted", "in_payment", "paid")
               for expense in self):
            raise UserError(_("You cannot delete a posted or approved expense."))
