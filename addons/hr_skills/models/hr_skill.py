"""What somebody can do."""
from odoo import api, models


class HrSkill(models.Model):
    _inherit = "hr.skill"

    @api.depends("skill_type_id.name")
    @api.depends_context("from_skill_dropdown")
    def _compute_display_name(self):
        if not self.env.context.get("from_skill_dropdown"):
            return super()._compute_display_name()
        for skill in self:
            skill.display_name = f"{skill.name} ({skill.skill_type_id.name})"
        return None
