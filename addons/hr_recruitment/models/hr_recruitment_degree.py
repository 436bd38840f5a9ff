"""Degrees of applicants."""
from odoo import models


class HrRecruitmentDegree(models.Model):
    _inherit = "hr.recruitment.degree"

    _name_uniq = models.Constraint(
        "unique (name)", "The name of the Degree of Recruitment must be unique!")
