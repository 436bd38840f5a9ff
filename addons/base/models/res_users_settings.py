"""Preferences of users that no partner has; other addons add fields."""
from __future__ import annotations

from odoo import api, fields, models


class ResUsersSettings(models.Model):
    _name = "res.users.settings"
    _description = "User Settings"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users",
        string="User",
        required=True,
        ondelete="cascade",
        domain=[("res_users_settings_id", "=", False)],
    )

    _unique_user_id = models.Constraint(
        "UNIQUE(user_id)", "One user should only have one user settings."
    )

    @api.model
    def _get_fields_blacklist(self):
        """Return the fields that clients are not told."""
        return []

    @api.model
    def _find_or_create_for_user(self, user):
        """Return the settings of a user, made when there are none."""
        settings = user.sudo().res_users_settings_ids
        return settings or self.sudo().create({"user_id": user.id})

    def _res_users_settings_format(self, fields_to_format=None):
        """Return the settings as clients take them."""
        self.ensure_one()
        hidden = set(self._get_fields_blacklist())
        if fields_to_format:
            names = [name for name in fields_to_format if name not in hidden]
        else:
            automatic = {"create_uid", "create_date", "write_uid", "write_date",
                         "display_name"}
            names = [n for n in self._fields if n not in hidden | automatic]
        return self._format_settings(names)

    def _format_settings(self, fields_to_format):
        [values] = self.read(fields_to_format, load=None)
        if "user_id" in fields_to_format:
            values["user_id"] = {"id": self.user_id.id}
        return values

    def set_res_users_settings(self, new_settings):
        """Write what differs and return it as clients take it."""
        self.ensure_one()
        changed = {
            name: value
            for name, value in new_settings.items()
            if name in self._fields and self[name] != value
        }
        self.write(changed)
        return self._res_users_settings_format([*changed, "id"])
