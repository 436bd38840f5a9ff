"""Who is at the screen."""
from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models

AWAY_AFTER = timedelta(minutes=30)      # without a move


class MailPresence(models.Model):
    _name = "mail.presence"
    _inherit = ["bus.listener.mixin"]
    _description = "User/Guest Presence"

    guest_id = fields.Many2one("mail.guest", ondelete="cascade")
    last_poll = fields.Datetime(default=fields.Datetime.now)
    last_presence = fields.Datetime(default=fields.Datetime.now)
    status = fields.Selection(
        [("online", "Online"), ("away", "Away"), ("offline", "Offline")],
        string="IM Status", default="offline",
    )
    user_id = fields.Many2one("res.users", string="Users", ondelete="cascade")

    @api.model_create_multi
    def create(self, vals_list):
        presences = super().create(vals_list)
        presences._send_presence()
        return presences

    def write(self, vals):
        changed = self.filtered(lambda one: one.status != vals.get("status", one.status))
        result = super().write(vals)
        changed._send_presence()
        return result

    def unlink(self):
        self.filtered(lambda one: one.status != "offline").write({"status": "offline"})
        return super().unlink()

    @api.model
    def _update_presence(self, user, inactivity):
        """Note that a user is there, without a move for so many milliseconds."""
        now = fields.Datetime.now()
        idle = timedelta(milliseconds=max(0, inactivity))
        values = {
            "last_poll": now, "last_presence": now - idle,
            "status": "away" if idle > AWAY_AFTER else "online",
        }
        presence = self.sudo().search([("user_id", "=", user.id)], limit=1)
        if presence:
            presence.write(values)
        else:
            self.sudo().create({**values, "user_id": user.id})

    def _send_presence(self, watcher=None):
        """Tell one who watches, by default all of them, what the presences are."""
        for presence in self:
            person = presence.user_id.partner_id or presence.guest_id
            if not person:
                continue
            key = "partner_id" if person._name == "res.partner" else "guest_id"
            (watcher or person)._bus_send("bus.bus/im_status_updated", {
                "presence_status": presence.status,
                "im_status": person.im_status,
                key: person.id,
            }, subchannel=None if watcher else "presence")
