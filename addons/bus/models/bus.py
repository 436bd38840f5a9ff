"""Notifications for clients that listen."""
from __future__ import annotations

import json

from odoo import api, fields, models


class BusBus(models.Model):
    _name = "bus.bus"
    _description = "Communication Bus"

    channel = fields.Char(string="Channel")
    message = fields.Char(string="Message")

    @api.model
    def _sendone(self, target, notification_type, message):
        """Store a notification for a channel: a name, a record, or a tuple of both."""
        self.sudo().create({
            "channel": json.dumps(self._channel_name(target)),
            "message": json.dumps({"type": notification_type, "payload": message}),
        })

    @api.model
    def _channel_name(self, target):
        if isinstance(target, models.Model):
            return [self.env.cr.dbname, target._name, target.id]
        if isinstance(target, tuple):
            return [self.env.cr.dbname, target[0]._name, target[0].id, *target[1:]]
        return [self.env.cr.dbname, target]

    @api.autovacuum
    def _gc_messages(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        return self.sudo().search([("create_date", "<", limit)]).unlink()
