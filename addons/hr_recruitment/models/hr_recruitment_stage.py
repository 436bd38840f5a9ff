"""Stages that applicants go through."""
from odoo import api, fields, models


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    sequence = fields.Integer(default=10)
    legend_blocked = fields.Char(default=lambda self: self.env._("Blocked"))
    legend_done = fields.Char(default=lambda self: self.env._("Ready for Next Stage"))
    legend_normal = fields.Char(default=lambda self: self.env._("In Progress"))
    legend_waiting = fields.Char(default=lambda self: self.env._("Waiting"))

    @api.model
    def default_get(self, fields):
        """Return the defaults: a new stage is for all jobs, wherever it is made."""
        context = self.env.context
        if context.get("default_job_id") and not context.get("hr_recruitment_stage_mono"):
            kept = dict(context)
            kept.pop("default_job_id")
            self = self.with_context(kept)
        return super().default_get(fields)
