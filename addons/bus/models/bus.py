"""Notifications for clients that listen."""
from __future__ import annotations

import datetime
import json

from odoo import api, fields, models
from odoo.tools.json import json_default


def json_dump(value):
    """Return a value as the text that stands for it in channels."""
    return json.dumps(value, separators=(",", ":"), default=json_default)


def channel_with_db(dbname, channel):
    """Return what a channel is called among those of all databases."""
    if isinstance(channel, models.Model):
        return (dbname, channel._name, channel.id)
    if isinstance(channel, tuple) and len(channel) == 2 \
            and isinstance(channel[0], models.Model):
        return (dbname, channel[0]._name, channel[0].id, channel[1])
    if isinstance(channel, str):
        return (dbname, channel)
    return channel


KEPT = datetime.timedelta(days=1)
RECENT = datetime.timedelta(seconds=50)     # what a client without a last one is sent


class BusBus(models.Model):
    _name = "bus.bus"
    _description = "Communication Bus"

    channel = fields.Char(string="Channel")
    message = fields.Char(string="Message")

    @api.model
    def _sendone(self, target, notification_type, message):
        """Store a notification for a channel: a name, a record, or a tuple of both.

        Who listens on a websocket is woken when the transaction is committed.
        """
        self.sudo().create({
            "channel": self._channel_key(target),
            "message": json_dump({"type": notification_type, "payload": message}),
        })
        callbacks = self.env.cr.postcommit
        if not callbacks.data.get("bus.bus"):
            callbacks.data["bus.bus"] = True
            callbacks.add(self.env.registry.wake_listeners)

    @api.model
    def _channel_key(self, target):
        """Return the text that stands for a channel."""
        return json_dump(self._channel_name(target))

    @api.model
    def _channel_name(self, target):
        if isinstance(target, models.Model):
            return [self.env.cr.dbname, target._name, target.id]
        if isinstance(target, tuple):
            if isinstance(target[0], models.Model):
                return [self.env.cr.dbname, target[0]._name, target[0].id, *target[1:]]
            return list(target)
        return [self.env.cr.dbname, target]

    @api.model
    def _poll(self, channels, last=0, ignore_ids=None):
        """Return what came to channels after a notification, oldest first."""
        domain = [("channel", "in", list(channels))]
        if last:
            domain.append(("id", ">", last))
        else:
            since = fields.Datetime.now() - RECENT
            domain.append(("create_date", ">", since))
        if ignore_ids:
            domain.append(("id", "not in", list(ignore_ids)))
        rows = self.sudo().search_read(domain, ["message"], order="id")
        return [
            {"id": row["id"], "message": json.loads(row["message"])} for row in rows
        ]

    @api.autovacuum
    def _gc_messages(self):
        limit = fields.Datetime.now() - KEPT
        return self.sudo().search([("create_date", "<", limit)]).unlink()
