"""What meetings are about."""
from odoo import models


class CalendarEventType(models.Model):
    _inherit = "calendar.event.type"

    _name_uniq = models.Constraint("unique (name)", "Tag name already exists!")
