"""Where employees work on a day that is not as usual."""
from odoo import api, fields, models


class HrEmployeeLocation(models.Model):
    _inherit = "hr.employee.location"

    employee_id = fields.Many2one(default=lambda self: self.env.user.employee_id)
    day_week_string = fields.Char(compute="_compute_day_week_string")

    _uniq_exceptional_per_day = models.Constraint(
        "unique(employee_id, date)",
        "Only one default work location and one exceptional work location per day per "
        "employee.")

    @api.depends("date")
    def _compute_day_week_string(self):
        for place in self:
            place.day_week_string = place.date.strftime("%A") if place.date else False
