"""What companies ask for when quotations are confirmed."""
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    portal_confirmation_sign = fields.Boolean(default=True)
    portal_confirmation_pay = fields.Boolean(default=False)
    prepayment_percent = fields.Float(default=1.0)
    quotation_validity_days = fields.Integer(default=30)

    _check_quotation_validity_days = models.Constraint(
        "CHECK(quotation_validity_days >= 0)",
        "You cannot set a negative number for the default quotation validity. Leave empty "
        "(or 0) to disable the automatic expiration of quotations.")
