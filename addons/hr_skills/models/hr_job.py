"""Jobs with the skills that they need."""
from odoo import api, fields, models

SKILLS = ("job_skill_ids", "current_job_skill_ids")


class HrJob(models.Model):
    _inherit = "hr.job"

    current_job_skill_ids = fields.One2many(
        "hr.job.skill", compute="_compute_current_job_skill_ids", readonly=False,
        search="_search_current_job_skill_ids")
    skill_ids = fields.Many2many("hr.skill", compute="_compute_skill_ids", store=True)

    @api.depends("job_skill_ids.valid_from", "job_skill_ids.valid_to")
    def _compute_current_job_skill_ids(self):
        for job in self:
            job.current_job_skill_ids = job.job_skill_ids._is_current()

    def _search_current_job_skill_ids(self, operator, value):
        return [("job_skill_ids", operator, value)]

    @api.depends("job_skill_ids.skill_id")
    def _compute_skill_ids(self):
        for job in self:
            job.skill_ids = job.job_skill_ids.skill_id

    @api.model_create_multi
    def create(self, vals_list):
        """Make jobs."""
        skills = self.env["hr.job.skill"]
        return super().create([skills._gather(vals, SKILLS) for vals in vals_list])

    def write(self, vals):
        """Change jobs; the levels that skills had stay known."""
        if not any(name in vals for name in SKILLS):
            return super().write(vals)
        for job in self:
            super(HrJob, job).write(job.job_skill_ids._gather(vals, SKILLS))
        return True
