"""Settings of Discuss."""
from __future__ import annotations

from odoo import fields, models


class ResUsersSettings(models.Model):
    _inherit = "res.users.settings"

    channel_notifications = fields.Selection(
        [("all", "All Messages"), ("no_notif", "Nothing")],
    )
    is_discuss_sidebar_category_channel_open = fields.Boolean(
        string="Is discuss sidebar category channel open?", default=True,
    )
    is_discuss_sidebar_category_chat_open = fields.Boolean(
        string="Is discuss sidebar category chat open?", default=True,
    )
    push_to_talk_key = fields.Char(string="Push-To-Talk shortcut")
    use_push_to_talk = fields.Boolean(string="Use the push to talk feature", default=False)
    voice_active_duration = fields.Integer(
        string="Duration of voice activity in ms", default=200,
    )
    volume_settings_ids = fields.One2many(
        "res.users.settings.volumes", "user_setting_id", string="Volumes of other partners",
    )

    def set_volume_setting(self, partner_id, volume, guest_id=None):
        """Keep how loud somebody is for the user: a partner, or a guest."""
        self.ensure_one()
        volumes = self.env["res.users.settings.volumes"]
        setting = volumes.search([
            ("user_setting_id", "=", self.id), ("partner_id", "=", partner_id),
            ("guest_id", "=", guest_id),
        ])
        if setting:
            setting.volume = volume
        else:
            setting = volumes.create({
                "guest_id": guest_id, "partner_id": partner_id,
                "user_setting_id": self.id, "volume": volume,
            })
        self.user_id._bus_send(
            "res.users.settings.volumes", setting._discuss_users_settings_volume_format()
        )
