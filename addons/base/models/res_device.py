"""Where users are logged in from: a log of browsers, its last entries as devices."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.http import request
from odoo.tools import SQL

from .res_users_identitycheck import check_identity

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

    @api.autovacuum
    def _gc_device_log(self):
        """Keep the last entry of each session, browser and address."""
        self.env.cr.execute(
            "DELETE FROM res_device_log WHERE EXISTS (SELECT 1 FROM res_device_log n "
            "WHERE n.session_identifier = res_device_log.session_identifier "
            "AND n.platform IS res_device_log.platform "
            "AND n.browser IS res_device_log.browser "
            "AND n.ip_address IS res_device_log.ip_address "
            "AND n.last_activity > res_device_log.last_activity)"
        )


class ResDevice(models.Model):
    _name = "res.device"
    _inherit = ["res.device.log"]
    _description = "Devices"
    _auto = False
    _order = "last_activity desc"

    @property
    def _table_query(self):
        """The last entry of each session and browser that is not revoked."""
        return SQL(
            """
            SELECT d.* FROM res_device_log d
             WHERE NOT d.revoked AND NOT EXISTS (
                SELECT 1 FROM res_device_log n
                 WHERE n.session_identifier = d.session_identifier
                   AND n.platform IS d.platform AND n.browser IS d.browser
                   AND NOT n.revoked
                   AND (n.last_activity > d.last_activity
                        OR n.last_activity = d.last_activity AND n.id > d.id))
            """
        )

    @check_identity
    def revoke(self):
        """End the sessions of these devices."""
        return self._revoke()

    def _revoke(self):
        logs = self.env["res.device.log"].sudo().search([
            ("session_identifier", "in", self.mapped("session_identifier")),
        ])
        logs.revoked = True
