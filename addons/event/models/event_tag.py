"""Tags of events, by category."""
from random import randint

from odoo import api, fields, models


class EventTagCategory(models.Model):
    _inherit = "event.tag.category"

    sequence = fields.Integer(default=lambda self: self._default_sequence())

    @api.model
    def _default_sequence(self):
        last = self.search([], limit=1, order="sequence DESC, id DESC")
        return (last.sequence or 0) + 1


class EventTag(models.Model):
    _inherit = "event.tag"

    sequence = fields.Integer(default=0)
    color = fields.Integer(default=lambda self: randint(1, 11))
