"""Employees with their skills and their resume."""
from odoo import api, fields, models

SKILLS = ("employee_skill_ids", "current_employee_skill_ids", "certification_ids")


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    current_employee_skill_ids = fields.One2many(
        "hr.employee.skill", compute="_compute_current_employee_skill_ids", readonly=False)
    certification_ids = fields.One2many(
        "hr.employee.skill", compute="_compute_certification_ids", readonly=False)
    display_certification_page = fields.Boolean(
        compute="_compute_display_certification_page")
    skill_ids = fields.Many2many("hr.skill", compute="_compute_skill_ids", store=True)

    @api.depends("employee_skill_ids.valid_from", "employee_skill_ids.valid_to")
    def _compute_current_employee_skill_ids(self):
        for employee in self:
            current = employee.employee_skill_ids.get_current_skills_by_employee()
            employee.current_employee_skill_ids = current.get(
                employee._origin.id or employee.id, employee.employee_skill_ids.browse())

    @api.depends("employee_skill_ids.is_certification")
    def _compute_certification_ids(self):
        for employee in self:
            employee.certification_ids = employee.employee_skill_ids.filtered(
                "is_certification")

    def _compute_display_certification_page(self):
        some = bool(self.env["hr.skill.type"].search_count(
            [("is_certification", "=", True)], limit=1))
        for employee in self:
            employee.display_certification_page = some

    @api.depends("employee_skill_ids.skill_id")
    def _compute_skill_ids(self):
        for employee in self:
            employee.skill_ids = employee.employee_skill_ids.skill_id

    @api.model
    def get_internal_resume_lines(self, res_id, res_model):
        """Return the jobs that the employee has had here, the last one first."""
        if not res_id:
            return []
        employee = self.env["hr.employee"].browse(res_id) if res_model != "res.users" \
            else self.env["res.users"].browse(res_id).employee_id
        lines = []
        for version in employee.sudo().version_ids.sorted("date_version"):
            title = version.job_title or version.job_id.name or ""
            if lines and lines[-1]["job_title"] == title:
                continue
            begin = version.contract_date_start if not lines else False
            if lines:
                lines[-1]["date_end"] = fields.Date.subtract(version.date_version, days=1)
            lines.append({"id": version.id, "job_title": title, "date_start":
                          begin or version.date_version, "date_end": False})
        return lines[::-1]

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make employees, whose resume begins with this company."""
        skills = self.env["hr.employee.skill"]
        employees = super().create([
            skills._gather(vals, SKILLS) for vals in vals_list])
        if self.env.context.get("salary_simulation"):
            return employees
        kind = self.env.ref("hr_skills.resume_type_experience", raise_if_not_found=False)
        self.env["hr.resume.line"].sudo().create([{
            "employee_id": employee.id, "name": employee.company_id.name or "",
            "date_start": employee.create_date.date(), "line_type_id": kind.id if kind
            else False, "description": employee.job_title or "",
        } for employee in employees])
        return employees

    def write(self, vals):
        """Change employees; the levels that skills had stay known."""
        if not any(name in vals for name in SKILLS):
            return super().write(vals)
        for employee in self:
            super(HrEmployee, employee).write(
                employee.employee_skill_ids._gather(vals, SKILLS))
        return True
