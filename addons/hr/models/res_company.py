"""What companies hold of their employees' presence and papers."""
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hr_presence_control_login = fields.Boolean(default=True)
    contract_expiration_notice_period = fields.Integer(default=7)
    work_permit_expiration_notice_period = fields.Integer(default=60)
