"""What an hour of an employee costs."""
from odoo import fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    hourly_cost = fields.Monetary(
        "Hourly Cost", currency_field="currency_id", groups="hr.group_hr_user",
        default=0.0, tracking=True)
