"""Loudness of others in calls."""
from __future__ import annotations

from odoo import fields, models


class ResUsersSettingsVolumes(models.Model):
    _name = "res.users.settings.volumes"
    _description = "User Settings Volumes"

    guest_id = fields.Many2one("res.partner", index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", index=True, ondelete="cascade")
    user_setting_id = fields.Many2one(
        "res.users.settings", required=True, index=True, ondelete="cascade",
    )
    volume = fields.Float(default=0.5)
