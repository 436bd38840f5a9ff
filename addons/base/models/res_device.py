"""Where users are logged in from: a log of browsers, its last entries as devices."""
from __future__ import annotations

import datetime

from odoo import api, fields, models
from odoo.http import request

from .res_users_identitycheck import check_identity

HOUR = datetime.timedelta(hours=1)
IDENTIFIER = 42         # characters of a session's id that stay the same
MOBILE = ("android", "iphone", "ipad", "ipod", "blackberry", "windows phone", "webos")
FIELDS = (
    "session_identifier", "platform", "browser", "ip_address", "country", "city",
    "device_type", "user_id", "first_activity", "last_activity", "revoked",
)


class ResDeviceLog(models.Model):
    _name = "res.device.log"
    _description = "Device Log"
    _rec_names_search = ["platform", "browser"]

    session_identifier = fields.Char("Session Identifier", required=True, index="btree")
    platform = fields.Char("Platform")
    browser = fields.Char("Browser")
    ip_address = fields.Char("IP Address")
    country = fields.Char("Country")
    city = fields.Char("City")
    device_type = fields.Selection(
        [("computer", "Computer"), ("mobile", "Mobile")], "Device Type"
    )
    user_id = fields.Many2one("res.users", index="btree")
    first_activity = fields.Datetime("First Activity")
    last_activity = fields.Datetime("Last Activity", index="btree")
    revoked = fields.Boolean("Revoked")
    is_current = fields.Boolean("Current Device", compute="_compute_is_current")
    linked_ip_addresses = fields.Text(
        "Linked IP address", compute="_compute_linked_ip_addresses"
    )

    def _compute_display_name(self):
        for device in self:
            names = [device.platform or "Unknown", device.browser or "Unknown"]
            device.display_name = " ".join(name.capitalize() for name in names)

    def _compute_is_current(self):
        current = request.session.sid if request else None
        for device in self:
            identifier = device.session_identifier
            device.is_current = bool(current) and current.startswith(identifier)

    def _compute_linked_ip_addresses(self):
        logs = self.env["res.device.log"].sudo().search([
            ("session_identifier", "in", self.mapped("session_identifier")),
        ])
        for device in self:
            own = logs.filtered(lambda log, device=device: (
                log.session_identifier == device.session_identifier
                and log.platform == device.platform
                and log.browser == device.browser
            ))
            device.linked_ip_addresses = "\n".join(
                dict.fromkeys(address for address in own.mapped("ip_address") if address)
            )

    @api.model
    def _update_device(self, request):
        """Note from where a session is used, once an hour and address."""
        session, agent = request.session, request.httprequest.user_agent
        now = fields.Datetime.now()
        seen = {
            "platform": agent.platform or "", "browser": agent.browser or "",
            "ip_address": request.httprequest.remote_addr or "",
        }
        traces = list(session.get("_trace") or [])
        known = next((t for t in traces if all(t[k] == seen[k] for k in seen)), None)
        if known and fields.Datetime.to_datetime(known["last_activity"]) > now - HOUR:
            return
        moment = fields.Datetime.to_string(now)
        first = known["first_activity"] if known else moment
        trace = {**seen, "first_activity": first, "last_activity": moment}
        session["_trace"] = [t for t in traces if t is not known] + [trace]
        self.sudo().create({
            "session_identifier": session.sid[:IDENTIFIER], "user_id": session.uid,
            "device_type": "mobile" if seen["platform"] in MOBILE else "computer",
            "revoked": False, **trace,
        })

    @api.model
    def _is_revoked(self, sid):
        """Tell whether a session was ended from another device."""
        return bool(self.sudo().search_count([
            ("session_identifier", "=", sid[:IDENTIFIER]), ("revoked", "=", True),
        ], limit=1))

    @api.autovacuum
    def _gc_device_log(self):
        """Keep the last entry of each session, browser and address."""
        self.env.cr.execute(
            "DELETE FROM res_device_log WHERE EXISTS (SELECT 1 FROM res_device_log n "
            "WHERE n.session_identifier = res_device_log.session_identifier "
            "AND COALESCE(n.platform, '') = COALESCE(res_device_log.platform, '') "
            "AND COALESCE(n.browser, '') = COALESCE(res_device_log.browser, '') "
            "AND COALESCE(n.ip_address, '') = COALESCE(res_device_log.ip_address, '') "
            "AND n.last_activity > res_device_log.last_activity)"
        )


class ResDevice(models.Model):
    _name = "res.device"
    _inherit = ["res.device.log"]
    _description = "Devices"
    _auto = False
    _order = "last_activity desc"

    def init(self):
        """Make the view: the last entry of each session and browser not revoked."""
        super().init()
        self.env.cr.execute("DROP VIEW IF EXISTS res_device")
        self.env.cr.execute("""
            CREATE VIEW res_device AS
            SELECT d.* FROM res_device_log d
             WHERE NOT d.revoked AND NOT EXISTS (
                SELECT 1 FROM res_device_log n
                 WHERE n.session_identifier = d.session_identifier
                   AND COALESCE(n.platform, '') = COALESCE(d.platform, '')
                   AND COALESCE(n.browser, '') = COALESCE(d.browser, '')
                   AND NOT n.revoked
                   AND (n.last_activity > d.last_activity
                        OR n.last_activity = d.last_activity AND n.id > d.id))
        """)

    @check_identity
    def revoke(self):
        """End the sessions of these devices."""
        return self._revoke()

    def _revoke(self):
        logs = self.env["res.device.log"].sudo().search([
            ("session_identifier", "in", self.mapped("session_identifier")),
        ])
        logs.revoked = True
