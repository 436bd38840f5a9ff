"""Resources are employees."""
from odoo import api, fields, models


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    avatar_128 = fields.Image(compute="_compute_avatar_128")
    department_id = fields.Many2one("hr.department", compute="_compute_position")
    job_title = fields.Char(compute="_compute_position")
    hr_icon_display = fields.Selection(related="employee_id.hr_icon_display", store=False)
    show_hr_icon_display = fields.Boolean(related="employee_id.show_hr_icon_display", store=False)

    @api.depends("employee_id.department_id", "employee_id.job_title")
    def _compute_position(self):
        for resource in self:
            employee = resource.sudo().employee_id[:1]
            resource.department_id = employee.department_id
            resource.job_title = employee.job_title

    @api.depends("employee_id")
    def _compute_avatar_128(self):
        for resource in self:
            employee = resource.with_context(active_test=False).sudo().employee_id[:1]
            resource.avatar_128 = employee.avatar_128 if employee \
                else resource.user_id.avatar_128
