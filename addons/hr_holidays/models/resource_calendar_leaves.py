"""Absences come of requests."""
from odoo import fields, models


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    holiday_id = fields.Many2one("hr.leave", string="Time Off Request", index=True,
                                 ondelete="cascade")
