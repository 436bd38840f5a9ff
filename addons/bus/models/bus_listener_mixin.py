"""Records that notifications can be sent to."""
from __future__ import annotations

from odoo import models


class BusListenerMixin(models.AbstractModel):
    _name = "bus.listener.mixin"
    _description = "Can send messages via bus.bus"

    def _bus_send(self, notification_type, message, /, *, subchannel=None):
        for record in self:
            target = record._bus_channel()
            if subchannel:
                target = (target, subchannel)
            self.env["bus.bus"]._sendone(target, notification_type, message)

    def _bus_channel(self):
        return self
