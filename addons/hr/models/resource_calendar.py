"""Time off moves along when employees change to other working hours."""
from datetime import datetime, timezone

from odoo import fields, models


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def transfer_leaves_to(self, other_calendar, resources=None, from_date=None):
        """Move time off that begins from a day on (today) to another calendar.

        That of the resources given, or of the whole calendar.
        """
        start = from_date or fields.Datetime.now().replace(
            hour=0, minute=0, second=0, microsecond=0)
        if isinstance(start, datetime) and start.tzinfo:
            start = start.astimezone(timezone.utc).replace(tzinfo=None)
        domain = [("calendar_id", "in", self.ids), ("date_from", ">=", start)]
        domain.append(("resource_id", "in", resources.ids) if resources
                      else ("resource_id", "=", False))
        self.env["resource.calendar.leaves"].search(domain).write(
            {"calendar_id": other_calendar.id})
