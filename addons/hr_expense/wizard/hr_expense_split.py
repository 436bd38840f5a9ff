"""Making several expenses of one."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HrExpenseSplit(models.TransientModel):
    _inherit = "hr.expense.split"

    total_amount_currency = fields.Monetary(
        compute="_compute_total_amount_currency", store=True, readonly=False)
    tax_amount_currency = fields.Monetary(compute="_compute_tax_amount_currency")
    product_has_tax = fields.Boolean(compute="_compute_from_product")
    product_has_cost = fields.Boolean(compute="_compute_from_product", store=True)

    @api.depends("product_id")
    def _compute_total_amount_currency(self):
        for split in self:
            cost = split.product_id.standard_price
            split.total_amount_currency = cost if cost else split.total_amount_currency

    @api.depends("total_amount_currency", "tax_ids")
    def _compute_tax_amount_currency(self):
        for split in self:
            rate = sum(tax.amount for tax in split.tax_ids.flatten_taxes_hierarchy()
                       if tax.amount_type == "percent")
            total = split.total_amount_currency
            split.tax_amount_currency = split.currency_id.round(
                total - total / (1 + rate / 100)) if split.currency_id else 0.0

    @api.depends("product_id")
    def _compute_from_product(self):
        for split in self:
            split.product_has_tax = bool(split.product_id.supplier_taxes_id)
            split.product_has_cost = bool(split.product_id.standard_price)

    def _get_values(self):
        self.ensure_one()
        values = {
            "name": self.name, "product_id": self.product_id.id,
            "total_amount_currency": self.total_amount_currency,
            "tax_ids": [(6, 0, self.tax_ids.ids)], "employee_id": self.employee_id.id,
            "analytic_distribution": self.analytic_distribution,
        }
        account = self.product_id.product_tmpl_id._get_product_accounts()["expense"]
        if account:
            values["account_id"] = account.id
        return values


class HrExpenseSplitWizard(models.TransientModel):
    _inherit = "hr.expense.split.wizard"

    total_amount_currency = fields.Monetary(compute="_compute_totals")
    tax_amount_currency = fields.Monetary(compute="_compute_totals")
    split_possible = fields.Boolean(compute="_compute_totals")

    @api.depends("expense_split_line_ids.total_amount_currency",
                 "expense_split_line_ids.tax_amount_currency")
    def _compute_totals(self):
        for wizard in self:
            lines = wizard.expense_split_line_ids
            total = sum(lines.mapped("total_amount_currency"))
            wizard.total_amount_currency = total
            wizard.tax_amount_currency = sum(lines.mapped("tax_amount_currency"))
            wizard.split_possible = bool(wizard.total_amount_currency_original) and \
                wizard.currency_id.compare_amounts(
                    wizard.total_amount_currency_original, total) == 0

    def action_split_expense(self):
        """Write the first part on the expense, and copy it for the others."""
        self.ensure_one()
        if not self.split_possible:
            raise UserError(_("The sum of the parts must be the expense's total."))
        expense = self.expense_id
        first, *rest = self.expense_split_line_ids
        origin = expense.split_expense_origin_id or expense
        expense.write({**first._get_values(), "split_expense_origin_id": origin.id})
        made = expense
        for line in rest:
            made |= expense.copy({
                **line._get_values(), "split_expense_origin_id": origin.id,
                "approval_state": line.approval_state,
                "approval_date": line.approval_date})
        return {
            "type": "ir.actions.act_window", "res_model": "hr.expense",
            "name": _("Split Expenses"), "view_mode": "list,form", "target": "current",
            "domain": [("id", "in", made.ids)],
        }
