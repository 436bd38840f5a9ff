"""Ways to pay, and groups of journals."""
from odoo import fields, models


class AccountPaymentMethod(models.Model):
    _inherit = "account.payment.method"

    _name_code_unique = models.Constraint(
        "unique (code, payment_type)", "The combination code/payment type already exists!")


class AccountJournalGroup(models.Model):
    _inherit = "account.journal.group"

    company_id = fields.Many2one(default=lambda self: self.env.company)
    sequence = fields.Integer(default=10)

    _uniq_name = models.Constraint(
        "unique(company_id, name)", "A Ledger group name must be unique per company.")
