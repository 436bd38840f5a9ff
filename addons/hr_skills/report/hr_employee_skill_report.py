"""Skills and certifications of employees, to be counted."""
from odoo import models
from odoo.tools import SQL

# skill or certification, its level, and whose it is
FROM_SKILLS = """
    FROM hr_employee_skill s
    JOIN hr_skill_level l ON l.id = s.skill_level_id
    JOIN hr_skill_type t ON t.id = s.skill_type_id
    JOIN hr_employee e ON e.id = s.employee_id
    LEFT JOIN hr_version v ON v.id = e.current_version_id
"""
COLUMNS = """
    s.id AS id, e.id AS employee_id, e.company_id AS company_id,
    v.department_id AS department_id, s.skill_id AS skill_id,
    s.skill_type_id AS skill_type_id, l.name AS skill_level,
    l.level_progress / 100.0 AS level_progress
"""


class HrEmployeeSkillReport(models.Model):
    _inherit = "hr.employee.skill.report"
    _auto = False

    @property
    def _table_query(self):
        return SQL(
            f"SELECT {COLUMNS}, v.job_id AS job_id {FROM_SKILLS} "
            "WHERE NOT COALESCE(t.is_certification, FALSE) AND s.valid_from <= CURRENT_DATE "
            "AND (s.valid_to IS NULL OR s.valid_to >= CURRENT_DATE)")


class HrEmployeeCertificationReport(models.Model):
    _inherit = "hr.employee.certification.report"
    _auto = False

    @property
    def _table_query(self):
        return SQL(
            f"SELECT {COLUMNS}, (s.valid_to IS NULL OR s.valid_to >= CURRENT_DATE) AS active "
            f"{FROM_SKILLS} WHERE t.is_certification")


class HrEmployeeSkillHistoryReport(models.Model):
    _inherit = "hr.employee.skill.history.report"
    _auto = False

    @property
    def _table_query(self):
        return SQL(
            "SELECT s.id AS id, s.employee_id AS employee_id, s.skill_id AS skill_id, "
            "s.skill_type_id AS skill_type_id, s.valid_from AS date, "
            f"l.level_progress / 100.0 AS level_progress {FROM_SKILLS} "
            "WHERE NOT COALESCE(t.is_certification, FALSE)")
