"""Skills of applicants."""
from odoo import models


class HrApplicantSkill(models.Model):
    _inherit = "hr.applicant.skill"

    def _linked_field_name(self):
        return "applicant_id"
