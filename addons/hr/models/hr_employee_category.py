"""Tags of employees."""
from random import randint

from odoo import fields, models


class HrEmployeeCategory(models.Model):
    _inherit = "hr.employee.category"

    color = fields.Integer("Color Index", default=lambda self: randint(1, 11))

    _name_uniq = models.Constraint("unique (name)", "Tag name already exists!")
