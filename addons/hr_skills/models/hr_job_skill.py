"""Skills that jobs need."""
from odoo import models


class HrJobSkill(models.Model):
    _inherit = "hr.job.skill"

    def _linked_field_name(self):
        return "job_id"
