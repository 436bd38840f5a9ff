"""Stages of events."""
from odoo import fields, models


class EventStage(models.Model):
    _inherit = "event.stage"

    sequence = fields.Integer(default=1)
    fold = fields.Boolean(default=False)
    pipe_end = fields.Boolean(default=False)
