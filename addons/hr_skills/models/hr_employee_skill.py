"""Skills of employees."""
from odoo import _, api, models


class HrEmployeeSkill(models.Model):
    _inherit = "hr.employee.skill"
    _order = "skill_type_id, skill_level_id"

    def _linked_field_name(self):
        return "employee_id"

    def get_current_skills_by_employee(self):
        """Return employee id -> the skills that hold today, and the last of what was."""
        current = {}
        for own in self._is_current():
            current.setdefault(own.employee_id.id, self.browse())
            current[own.employee_id.id] |= own
        for own in self - self._is_current():
            known = current.setdefault(own.employee_id.id, self.browse())
            if own.is_certification and own.skill_id not in known.skill_id:
                current[own.employee_id.id] |= own
        return current

    def action_save(self):
        """Close the form in which skills are chosen."""
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def open_hr_employee_skill_modal(self):
        """Open a form for a skill."""
        return {
            "type": "ir.actions.act_window", "name": _("Skill"),
            "res_model": "hr.employee.skill", "res_id": self.id, "view_mode": "form",
            "views": [[False, "form"]], "target": "new",
        }
