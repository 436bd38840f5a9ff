"""Websockets bring what happens in one's channels, and who is at the screen."""
from __future__ import annotations

import re

from odoo import models

DISCUSS = re.compile(r"discuss\.channel_(\d+)")
PRESENCE = re.compile(r"odoo-presence-(res\.partner|mail\.guest)_(\d+)(?:-.*)?")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Add the channels one is a member of; names of records become records."""
        named, presences, others = self._sort_names(channels)
        channel = self.env["discuss.channel"]
        if not self.env.user._is_public():
            named |= channel.search([("is_member", "=", True)])
        listened = [*others, *named, *((record, "members") for record in named)]
        if self.env.user._is_internal():
            listened += [(record, "internal_users") for record in named]
            listened += [(record, "presence") for record in presences]
        return super()._build_bus_channel_list(listened)

    def _sort_names(self, channels):
        """Return (discuss channels that may be read, who is watched, other names)."""
        ids, presences, others = [], [], []
        for name in channels:
            if isinstance(name, str) and (found := DISCUSS.fullmatch(name)):
                ids.append(int(found[1]))
            elif isinstance(name, str) and (found := PRESENCE.fullmatch(name)):
                presences += self.env[found[1]].browse(int(found[2])).exists()
            else:
                others.append(name)
        return self.env["discuss.channel"].search([("id", "in", ids)]), presences, others

    def _prepare_subscribe_data(self, channels, last):
        data = super()._prepare_subscribe_data(channels, last)
        data["watched"] = self._sort_names(channels)[1] \
            if self.env.user._is_internal() else []
        return data

    def _after_subscribe_data(self, data):
        """Tell a new watcher who is at the screen already."""
        super()._after_subscribe_data(data)
        for record in data["watched"]:
            users = record.user_ids if record._name == "res.partner" else record
            presences = users.sudo().presence_ids.filtered(
                lambda presence: presence.status != "offline"
            )
            presences[:1]._send_presence(self.env.user.partner_id)

    def _serve_ir_websocket(self, event_name, data):
        super()._serve_ir_websocket(event_name, data)
        if event_name == "update_presence":
            self._update_mail_presence(**(data or {}))

    def _update_mail_presence(self, inactivity_period=0, **_more):
        """Note that the user is there, and since when idle (in milliseconds)."""
        if not self.env.user._is_public():
            self.env["mail.presence"]._update_presence(
                self.env.user, int(inactivity_period)
            )

    def _on_websocket_closed(self, cookies):
        super()._on_websocket_closed(cookies)
        if self.env.user and not self.env.user._is_public():
            self.env["mail.presence"].sudo().search([
                ("user_id", "=", self.env.uid),
            ]).write({"status": "offline"})
