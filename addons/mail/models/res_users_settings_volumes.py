"""Loudness of others in calls."""
from __future__ import annotations

from odoo import api, fields, models


class ResUsersSettingsVolumes(models.Model):
    _name = "res.users.settings.volumes"
    _description = "User Settings Volumes"

    guest_id = fields.Many2one("res.partner", index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", index=True, ondelete="cascade")
    user_setting_id = fields.Many2one(
        "res.users.settings", required=True, index=True, ondelete="cascade",
    )
    volume = fields.Float(default=0.5)

    _partner_unique = models.UniqueIndex(
        "(user_setting_id, partner_id) WHERE partner_id IS NOT NULL"
    )
    _guest_unique = models.UniqueIndex(
        "(user_setting_id, guest_id) WHERE guest_id IS NOT NULL"
    )
    _partner_or_guest_exists = models.Constraint(
        "CHECK((partner_id IS NOT NULL AND guest_id IS NULL) "
        "OR (partner_id IS NULL AND guest_id IS NOT NULL))",
        "A volume setting must have a partner or a guest.",
    )

    @api.depends("user_setting_id", "partner_id", "guest_id")
    def _compute_display_name(self):
        for setting in self:
            setting.display_name = (
                f"{setting.user_setting_id.display_name} - "
                f"{setting.partner_id.name or setting.guest_id.name}"
            )

    def _discuss_users_settings_volume_format(self):
        """Return the settings as clients of the web get them."""
        return [{
            "id": setting.id, "volume": setting.volume,
            "partner_id": {"id": setting.partner_id.id, "name": setting.partner_id.name}
            if setting.partner_id else None,
            "guest_id": {"id": setting.guest_id.id, "name": setting.guest_id.name}
            if setting.guest_id else None,
        } for setting in self]
