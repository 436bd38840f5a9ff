"""Time off: of one resource, or of all who keep to a calendar."""
from datetime import datetime, time
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    time_type = fields.Selection(default="leave")
    calendar_id = fields.Many2one(
        "resource.calendar", compute="_compute_calendar_id", store=True, readonly=False)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True,
        default=lambda self: self.env.company)

    @api.model
    def default_get(self, fields):
        """Return the defaults: today, from its first second to its last."""
        result = super().default_get(fields)
        if "date_from" in fields and "date_to" in fields and \
                not result.get("date_from") and not result.get("date_to"):
            zone = ZoneInfo(
                self.env.company.resource_calendar_id.tz or self.env.user.tz or "UTC")
            today = datetime.now(zone).date()
            for name, hour in (("date_from", time.min), ("date_to", time.max)):
                moment = datetime.combine(today, hour, tzinfo=zone)
                result[name] = moment.astimezone(ZoneInfo("UTC")).replace(
                    tzinfo=None, microsecond=0)
        return result

    @api.depends("resource_id.calendar_id")
    def _compute_calendar_id(self):
        for leave in self.filtered("resource_id"):
            leave.calendar_id = leave.resource_id.calendar_id

    @api.depends("calendar_id")
    def _compute_company_id(self):
        for leave in self:
            leave.company_id = leave.calendar_id.company_id or self.env.company

    @api.constrains("date_from", "date_to")
    def check_dates(self):
        """ValidationError when a time off ends before it begins."""
        if self.filtered(lambda leave: leave.date_from > leave.date_to):
            raise ValidationError(_(
                "The start date of the time off must be earlier than the end date."))
