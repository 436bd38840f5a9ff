"""The bank accounts of an employee, and how the salary is spread over them.

`salary_distribution` holds, by the id of an account as text, `amount`,
`amount_is_percentage` and `sequence`.
"""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    salary_distribution = fields.Json(
        compute="_compute_salary_distribution", store=True, readonly=False)
    primary_bank_account_id = fields.Many2one(
        "res.partner.bank", compute="_compute_primary_bank_account")
    has_multiple_bank_accounts = fields.Boolean(compute="_compute_primary_bank_account")
    is_trusted_bank_account = fields.Boolean(compute="_compute_primary_bank_account")

    @api.depends("bank_account_ids.allow_out_payment", "salary_distribution")
    def _compute_primary_bank_account(self):
        for employee in self:
            accounts = employee._sorted_bank_accounts()
            employee.primary_bank_account_id = accounts[:1]
            employee.has_multiple_bank_accounts = len(accounts) > 1
            employee.is_trusted_bank_account = accounts[:1].allow_out_payment

    def _sorted_bank_accounts(self):
        shares = self.salary_distribution or {}
        return self.bank_account_ids.sorted(
            lambda a: (shares.get(str(a.id), {}).get("sequence", len(shares)), a.id))

    @api.depends("bank_account_ids")
    def _compute_salary_distribution(self):
        for employee in self:
            shares = {key: dict(share) for key, share in (
                employee.salary_distribution or {}).items()}
            kept = {str(id_): shares[str(id_)] for id_ in employee.bank_account_ids.ids
                    if str(id_) in shares}
            for id_ in employee.bank_account_ids.ids:
                if str(id_) not in kept:
                    kept[str(id_)] = {
                        "amount": _remaining(kept), "amount_is_percentage": True,
                        "sequence": len(kept) + 1}
            if kept and (rest := _remaining(kept)):
                first = next((share for share in sorted(
                    kept.values(), key=lambda s: s["sequence"])
                    if share["amount_is_percentage"]), None)
                if first is not None:
                    first["amount"] = round(first["amount"] + rest, 2)
            employee.salary_distribution = kept or False

    @api.constrains("salary_distribution")
    def _check_salary_distribution(self):
        for employee in self:
            shares = (employee.salary_distribution or {}).values()
            parts = [share["amount"] for share in shares if share["amount_is_percentage"]]
            if parts and abs(sum(parts) - 100) > 0.01:
                raise ValidationError(_(
                    "Total salary distribution for %s must be exactly 100%%.",
                    employee.name))

    def get_bank_account_salary_allocation(self, account_id):
        """Return what an account gets: the amount, and whether it is a percentage."""
        self.ensure_one()
        share = (self.salary_distribution or {}).get(str(account_id))
        if not share:
            return 0.0, True
        return share["amount"], share["amount_is_percentage"]

    def get_accounts_with_fixed_allocations(self):
        """Return the accounts that get an amount rather than a share."""
        self.ensure_one()
        shares = self.salary_distribution or {}
        return self.bank_account_ids.filtered(
            lambda a: not shares.get(str(a.id), {}).get("amount_is_percentage", True))

    def get_remaining_percentage(self):
        """Return the percentage that no account gets."""
        self.ensure_one()
        return _remaining(self.salary_distribution or {})

    def action_toggle_primary_bank_account_trust(self):
        """Trust the first account, or no longer."""
        self.ensure_one()
        account = self.primary_bank_account_id
        if account:
            account.allow_out_payment = not account.allow_out_payment

    def action_open_allocation_wizard(self):
        """Open how the salary is spread over the accounts."""
        self.ensure_one()
        wizard = self.env["hr.bank.account.allocation.wizard"].create({
            "employee_id": self.id})
        return {
            "type": "ir.actions.act_window", "name": _("Bank Accounts Allocation"),
            "res_model": "hr.bank.account.allocation.wizard", "res_id": wizard.id,
            "view_mode": "form", "views": [(False, "form")], "target": "new",
        }


def _remaining(shares):
    given = sum(share["amount"] for share in shares.values()
                if share["amount_is_percentage"])
    return round(max(0.0, 100.0 - given), 2)
