"""Browsers that were told to be trusted: keys of their own scope."""
from __future__ import annotations

from odoo import models


class AuthTotpDevice(models.Model):
    _name = "auth_totp.device"
    _inherit = ["res.users.apikeys"]
    _description = "Authentication Device"

    def _check_credentials_for_uid(self, *, scope, key, uid):
        """Tell whether a key is one of the user's."""
        return bool(uid) and self._check_credentials(scope=scope, key=key) == uid
