"""Receipts of expenses, look-alikes, splitting, the dashboard."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HrExpense(models.Model):
    _inherit = "hr.expense"

    nb_attachment = fields.Integer(
        string="Number of Attachments", compute="_compute_nb_attachment")
    duplicate_expense_ids = fields.Many2many(
        "hr.expense", compute="_compute_duplicate_expense_ids")
    same_receipt_expense_ids = fields.Many2many(
        "hr.expense", compute="_compute_same_receipt_expense_ids")
    product_has_cost = fields.Boolean(compute="_compute_from_product")
    product_has_tax = fields.Boolean(compute="_compute_from_product")
    product_description = fields.Html(compute="_compute_from_product")
    is_multiple_currency = fields.Boolean(compute="_compute_currency_rate")
    currency_rate = fields.Float(compute="_compute_currency_rate", digits=(16, 9))
    label_currency_rate = fields.Char(compute="_compute_currency_rate")

    def _compute_nb_attachment(self):
        rows = self.env["ir.attachment"]._read_group(
            [("res_model", "=", "hr.expense"), ("res_id", "in", self.ids)],
            ["res_id"], ["__count"])
        found = dict(rows)
        for expense in self:
            expense.nb_attachment = found.get(expense._origin.id, 0)

    @api.depends("employee_id", "product_id", "total_amount_currency", "date")
    def _compute_duplicate_expense_ids(self):
        for expense in self:
            expense.duplicate_expense_ids = self.search([
                ("id", "!=", expense._origin.id or expense.id),
                ("employee_id", "=", expense.employee_id.id),
                ("product_id", "=", expense.product_id.id),
                ("date", "=", expense.date), ("company_id", "=", expense.company_id.id),
                ("currency_id", "=", expense.currency_id.id),
                ("total_amount_currency", "=", expense.total_amount_currency),
            ]) if expense.employee_id and expense.total_amount_currency else False

    def _compute_same_receipt_expense_ids(self):
        files = self.env["ir.attachment"].search([
            ("res_model", "=", "hr.expense"), ("checksum", "!=", False)])
        for expense in self:
            own = files.filtered(lambda f, e=expense: f.res_id == e.id).mapped("checksum")
            same = files.filtered(
                lambda f, e=expense, c=own: f.checksum in c and f.res_id != e.id)
            expense.same_receipt_expense_ids = self.browse(set(same.mapped("res_id")))

    @api.depends("product_id")
    def _compute_from_product(self):
        for expense in self:
            product = expense.product_id
            expense.product_has_cost = bool(product) and \
                expense.currency_id.compare_amounts(product.standard_price, 0.0) != 0 \
                if expense.currency_id else False
            expense.product_has_tax = bool(product.supplier_taxes_id.filtered(
                lambda t, e=expense: t.company_id == e.company_id))
            expense.product_description = product.description or False

    @api.depends("currency_id", "total_amount", "total_amount_currency")
    def _compute_currency_rate(self):
        for expense in self:
            several = expense.currency_id != expense.company_currency_id
            expense.is_multiple_currency = several
            amount = expense.total_amount_currency
            expense.currency_rate = expense.total_amount / amount \
                if several and amount else 1.0
            expense.label_currency_rate = _(
                "1 %(exp_cur)s = %(rate)s %(comp_cur)s",
                exp_cur=expense.currency_id.name,
                rate=round(expense.currency_rate, 6),
                comp_cur=expense.company_currency_id.name) if several else False

    # ---- receipts
    def attach_document(self, **kwargs):
        """Note that a receipt came (nothing reads it here)."""

    @api.model
    def create_expense_from_attachments(self, attachment_ids=None, view_type="list"):
        """Make an expense of each receipt, and open them."""
        if not attachment_ids:
            raise UserError(_("No attachment was provided"))
        files = self.env["ir.attachment"].browse(attachment_ids)
        if any(file.res_id or file.res_model != "hr.expense" for file in files):
            raise UserError(_("Invalid attachments!"))
        products = self.env["product.product"].search([("can_be_expensed", "=", True)])
        if not products:
            raise UserError(_(
                "You need to have at least one category that can be expensed in your "
                "database to proceed!"))
        product = products.filtered(lambda p: p.default_code == "EXP_GEN")[:1] \
            or products[0]
        expenses = self.browse()
        for file in files:
            expense = self.create({"name": file.name.split(".")[0],
                                   "total_amount_currency": 0,
                                   "product_id": product.id})
            file.write({"res_model": "hr.expense", "res_id": expense.id})
            expenses |= expense
        return {
            "name": _("Generate Expenses"), "res_model": "hr.expense",
            "type": "ir.actions.act_window", "views": [[False, view_type], [False, "form"]],
            "domain": [("id", "in", expenses.ids)], "context": self.env.context,
        }

    def action_show_same_receipt_expense_ids(self):
        """Open the expenses with the same receipt."""
        self.ensure_one()
        return self._open_expenses(self.same_receipt_expense_ids,
                                   _("Expenses with a similar receipt to %(other)s",
                                     other=self.name))

    def action_open_split_expense(self):
        """Open the expenses that were one."""
        self.ensure_one()
        origin = self.split_expense_origin_id or self
        family = self.search([("split_expense_origin_id", "=", origin.id)]) | origin
        return self._open_expenses(family, _("Split Expenses"))

    def _open_expenses(self, expenses, name):
        return {
            "name": name, "type": "ir.actions.act_window", "view_mode": "list,form",
            "res_model": "hr.expense", "domain": [("id", "in", expenses.ids)],
        }

    def action_open_account_move(self):
        """Open the journal entry."""
        self.ensure_one()
        return {
            "name": self.account_move_id.name, "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "account.move",
            "res_id": self.account_move_id.id,
        }

    # ---- splitting
    def action_split_wizard(self):
        """Open the wizard that makes two expenses of one."""
        self.ensure_one()
        half = self.currency_id.round(self.total_amount_currency / 2)
        wizard = self.env["hr.expense.split.wizard"].create({
            "expense_id": self.id,
            "expense_split_line_ids": [
                (0, 0, self._get_split_values(amount))
                for amount in (half, self.total_amount_currency - half)],
        })
        return {
            "name": _("Expense split"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "hr.expense.split.wizard",
            "res_id": wizard.id, "target": "new", "context": self.env.context,
        }

    def _get_split_values(self, amount):
        return {
            "name": self.name, "product_id": self.product_id.id,
            "total_amount_currency": amount, "tax_ids": [(6, 0, self.tax_ids.ids)],
            "currency_id": self.currency_id.id, "company_id": self.company_id.id,
            "employee_id": self.employee_id.id, "expense_id": self.id,
            "manager_id": self.manager_id.id, "approval_state": self.approval_state,
            "approval_date": self.approval_date,
            "analytic_distribution": self.analytic_distribution,
        }

    # ---- dashboard
    @api.model
    def get_expense_dashboard(self):
        """Return what the user's expenses come to, by how far they are."""
        currency = self.env.company.currency_id
        found = {
            state: {"description": text, "amount": 0.0, "currency": currency.id}
            for state, text in (("draft", _("to submit")),
                                ("submitted", _("under validation")),
                                ("approved", _("to be reimbursed")))
        }
        if not self.env.user.employee_ids:
            return found
        rows = self._read_group([
            ("employee_id", "in", self.env.user.employee_ids.ids),
            ("payment_mode", "=", "own_account"), ("state", "in", list(found)),
        ], ["state"], ["total_amount:sum"])
        for state, amount in rows:
            found[state]["amount"] += amount
        return found
