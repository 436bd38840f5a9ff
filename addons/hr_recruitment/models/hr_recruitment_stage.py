"""Stages that applicants go through."""
from odoo import fields, models


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    sequence = fields.Integer(default=10)
    legend_blocked = fields.Char(default=lambda self: self.env._("Blocked"))
    legend_done = fields.Char(default=lambda self: self.env._("Ready for Next Stage"))
    legend_normal = fields.Char(default=lambda self: self.env._("In Progress"))
    legend_waiting = fields.Char(default=lambda self: self.env._("Waiting"))
