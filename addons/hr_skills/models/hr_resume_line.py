"""What employees have done before, and learned."""
from odoo import api, fields, models

SOON = 30       # days before its end on which a course is said to expire


class HrResumeLine(models.Model):
    _inherit = "hr.resume.line"

    date_start = fields.Date(required=True, default=fields.Date.context_today)
    course_type = fields.Selection(required=True, default="external")
    external_url = fields.Char(compute="_compute_external_url", store=True, readonly=False)
    color = fields.Char(compute="_compute_color", default="#000000", store=False)
    expiration_status = fields.Selection(compute="_compute_expiration_status", store=True)

    _date_check = models.Constraint(
        "CHECK ((date_start <= date_end OR date_end IS NULL))",
        "The start date must be anterior to the end date.")

    @api.depends("course_type")
    def _compute_external_url(self):
        for line in self:
            if line.course_type != "external":
                line.external_url = ""

    @api.depends("course_type")
    def _compute_color(self):
        for line in self:
            line.color = "#a2a2a2" if line.course_type == "external" else "#000000"

    @api.depends("date_end")
    def _compute_expiration_status(self):
        today = fields.Date.context_today(self)
        for line in self:
            left = (line.date_end - today).days if line.date_end else None
            line.expiration_status = "expired" if left is not None and left < 0 else \
                "expiring" if left is not None and left <= SOON else "valid"
