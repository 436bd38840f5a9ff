"""The bus for clients without a websocket, and what surrounds those with one."""
from __future__ import annotations

import json

from odoo import http
from odoo.http import SessionExpiredException, request

from ..models.ir_http import WORKER_VERSION


class WebsocketController(http.Controller):

    @http.route("/websocket/health", type="http", auth="none", save_session=False)
    def health(self):
        """Tell that websockets are served."""
        return request.make_response(json.dumps({"status": "pass"}), [
            ("Content-Type", "application/json"), ("Cache-Control", "no-store"),
        ])

    @http.route("/websocket/peek_notifications", type="jsonrpc", auth="public",
                cors="*")
    def peek_notifications(self, channels, last, is_first_poll=False):
        """Return what came to channels, as a websocket would have sent it."""
        if is_first_poll:
            request.session["is_websocket_session"] = True
        elif "is_websocket_session" not in request.session:
            raise SessionExpiredException("Session expired")
        websocket = request.env["ir.websocket"]
        data = websocket._prepare_subscribe_data(channels, last)
        websocket._after_subscribe_data(data)
        found = request.env["bus.bus"]._poll(data["channels"], data["last"])
        return {"channels": sorted(data["channels"]), "notifications": found}

    @http.route("/websocket/on_closed", type="jsonrpc", auth="public", cors="*")
    def on_websocket_closed(self):
        """Note that a client is gone."""
        request.env["ir.websocket"]._on_websocket_closed(request.httprequest.cookies)

    @http.route("/bus/websocket_worker_bundle", type="http", auth="public", cors="*")
    def get_websocket_worker_bundle(self, v=None):
        """Return the worker of the web client, which is not here."""
        return request.not_found(f"there is no worker {v or WORKER_VERSION} here")

    @http.route("/bus/has_missed_notifications", type="jsonrpc", auth="public")
    def has_missed_notifications(self, last_notification_id):
        """Tell whether a notification is so old that later ones may be lost."""
        return not request.env["bus.bus"].sudo().search_count(
            [("id", "=", last_notification_id)], limit=1
        )

    @http.route("/bus/get_autovacuum_info", type="jsonrpc", auth="public")
    def get_autovacuum_info(self):
        """Return when old notifications are deleted."""
        cron = request.env.ref("base.autovacuum_job").sudo()
        return {"lastcall": cron.lastcall, "nextcall": cron.nextcall}
