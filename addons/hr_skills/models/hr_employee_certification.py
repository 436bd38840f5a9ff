"""Employees are asked for the certifications that their job needs."""
from odoo import _, api, fields, models

AHEAD = 3       # months before its end from which a certification is asked for again


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model
    def _add_certification_activity_to_employees(self):
        """Plan an activity for each certification that is missing or about to expire."""
        limit = fields.Date.add(fields.Date.context_today(self), months=AHEAD)
        employees = self.search([
            ("job_id", "!=", False), ("user_id", "!=", False)]).filtered("job_id.job_skill_ids")
        for employee in employees:
            needed = employee.job_id.job_skill_ids._is_current().filtered(
                "is_certification")
            for need in needed:
                if not employee._is_certified(need, limit):
                    employee._ask_for_certification(need)

    def _is_certified(self, need, limit):
        return any(
            own.skill_id == need.skill_id and own.level_progress >= need.level_progress
            and (not own.valid_to or own.valid_to >= limit)
            for own in self.employee_skill_ids)

    def _ask_for_certification(self, need):
        kind = "hr_skills.mail_activity_data_upload_certification"
        summary = _("Certification %(skill)s: %(level)s", skill=need.skill_id.name,
                    level=need.skill_level_id.name)
        if self.activity_ids.filtered(lambda one: one.summary == summary):
            return
        self.activity_schedule(kind, summary=summary, user_id=self.user_id.id)
