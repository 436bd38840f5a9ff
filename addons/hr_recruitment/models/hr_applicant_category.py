"""Tags of applicants."""
from random import randint

from odoo import fields, models


class HrApplicantCategory(models.Model):
    _inherit = "hr.applicant.category"

    color = fields.Integer("Color Index", default=lambda self: randint(1, 11))

    _name_uniq = models.Constraint("unique (name)", "Tag name already exists!")
