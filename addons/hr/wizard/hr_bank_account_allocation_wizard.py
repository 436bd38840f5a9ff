"""Which bank account gets how much of a salary."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HrBankAccountAllocationWizard(models.TransientModel):
    _inherit = "hr.bank.account.allocation.wizard"

    @api.model_create_multi
    def create(self, vals_list):
        """Make wizards with a line for each account of the employee."""
        wizards = super().create(vals_list)
        for wizard in wizards.filtered(lambda one: not one.allocation_ids):
            employee = wizard.employee_id
            wizard.allocation_ids = [
                fields.Command.create(self._prepare_line(employee, account, number))
                for number, account in enumerate(employee._sorted_bank_accounts(), 1)
            ]
        return wizards

    @api.model
    def _prepare_line(self, employee, account, sequence):
        amount, is_share = employee.get_bank_account_salary_allocation(account.id)
        return {
            "bank_account_id": account.id, "amount": amount, "sequence": sequence,
            "amount_type": "percentage" if is_share else "fixed",
            "trusted": account.allow_out_payment,
        }

    def action_save(self):
        """Keep the amounts, and which accounts are trusted."""
        self.ensure_one()
        if any(line.amount < 0 for line in self.allocation_ids):
            raise ValidationError(_("Amounts of a salary distribution are not negative."))
        self.employee_id.salary_distribution = {
            str(line.bank_account_id.id): {
                "amount": line.amount, "sequence": line.sequence,
                "amount_is_percentage": line.amount_type == "percentage",
            } for line in self.allocation_ids
        }
        for line in self.allocation_ids:
            if line.bank_account_id.allow_out_payment != line.trusted:
                line.bank_account_id.allow_out_payment = line.trusted
        return {"type": "ir.actions.act_window_close"}


class HrBankAccountAllocationWizardLine(models.TransientModel):
    _inherit = "hr.bank.account.allocation.wizard.line"

    sequence = fields.Integer(default=10)
    symbol = fields.Char(compute="_compute_symbol")

    @api.depends("amount_type", "bank_account_id.currency_id")
    def _compute_symbol(self):
        for line in self:
            account = line.bank_account_id
            currency = account.currency_id or line.wizard_id.employee_id.currency_id
            line.symbol = "%" if line.amount_type == "percentage" else currency.symbol
