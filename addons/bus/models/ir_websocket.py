"""What arrives over websockets: subscriptions, presence, events of other addons."""
from __future__ import annotations

from odoo import _, models
from odoo.exceptions import AccessDenied
from odoo.http import request


class IrWebsocket(models.AbstractModel):
    _name = "ir.websocket"
    _description = "websocket message handling"

    def _build_bus_channel_list(self, channels):
        """Return the channels to listen to: those asked for, and everybody's own."""
        found = list(channels)
        found.append("broadcast")
        found.extend(self.env.user.all_group_ids)
        if self.env.user and not self.env.user._is_public():
            found.append(self.env.user.partner_id)
        return found

    def _prepare_subscribe_data(self, channels, last):
        """Return the channels and the last notification of a subscription.

        AccessDenied for channels that are no texts.
        """
        if not all(isinstance(channel, str) for channel in channels):
            raise ValueError(_("bus.Bus only string channels are allowed."))
        newest = self.env["bus.bus"].sudo().search([], limit=1, order="id desc").id or 0
        # a client that saw more than there is comes from before a reset
        last = 0 if last > newest else last
        names = {
            self.env["bus.bus"]._channel_key(channel)
            for channel in self._build_bus_channel_list(channels)
        }
        return {"channels": names, "last": last}

    def _after_subscribe_data(self, data):
        """Do something when a client has subscribed."""

    def _on_websocket_closed(self, cookies):
        """Do something when a client is gone."""

    def _serve_ir_websocket(self, event_name, data):
        """Answer an event that is no subscription."""

    @classmethod
    def _authenticate(cls):
        """Make the request the session's user's, or the public's."""
        from odoo.http import SessionExpiredException, check_session

        if request.session.uid is not None:
            if not check_session(request.session, request.env):
                raise SessionExpiredException("Session expired")
        else:
            request.env["ir.http"]._auth_method_public()
        if request.env.uid is None:
            raise AccessDenied
