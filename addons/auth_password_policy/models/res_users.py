"""Passwords are checked before they are set."""
from __future__ import annotations

from odoo import _, api, models
from odoo.exceptions import UserError


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def get_password_policy(self):
        """Return what passwords must be like."""
        value = self.env["ir.config_parameter"].sudo().get_param(
            "auth_password_policy.minlength", default=0
        )
        return {"minlength": int(value)}

    def _set_password(self):
        self._check_password_policy(self.mapped("password"))
        super()._set_password()

    def _check_password_policy(self, passwords):
        """Refuse passwords that are too short; UserError."""
        shortest = self.get_password_policy()["minlength"]
        failures = [
            _("Passwords must have at least %(minimal_length)d characters, got "
              "%(current_count)d.", minimal_length=shortest, current_count=len(password))
            for password in passwords if password and len(password) < shortest
        ]
        if failures:
            raise UserError("\n\n ".join(failures))
