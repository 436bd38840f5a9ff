"""Setting other users' passwords, and one's own."""
from __future__ import annotations

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..models.res_users_identitycheck import check_identity

CLOSE = {"type": "ir.actions.act_window_close"}
RELOAD = {"type": "ir.actions.client", "tag": "reload"}


class ChangePasswordWizard(models.TransientModel):
    _name = "change.password.wizard"
    _description = "Change Password Wizard"
    _transient_max_hours = 0.2

    def _default_user_ids(self):
        context = self.env.context
        ids = context.get("active_ids") or []
        if context.get("active_model") != "res.users":
            ids = []
        return [
            Command.create({"user_id": user.id, "user_login": user.login})
            for user in self.env["res.users"].browse(ids)
        ]

    user_ids = fields.One2many(
        "change.password.user", "wizard_id", string="Users", default=_default_user_ids
    )

    def change_password_button(self):
        """Set the passwords given on the lines."""
        self.ensure_one()
        self.user_ids.change_password_button()
        return RELOAD if self.env.user in self.user_ids.user_id else CLOSE


class ChangePasswordUser(models.TransientModel):
    _name = "change.password.user"
    _description = "User, Change Password Wizard"

    wizard_id = fields.Many2one(
        "change.password.wizard", string="Wizard", required=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="User", required=True, ondelete="cascade"
    )
    user_login = fields.Char(string="User Login", readonly=True)
    new_passwd = fields.Char(string="New Password", default="")

    def change_password_button(self):
        """Set the password; it does not stay on the line."""
        for line in self:
            if line.new_passwd:
                line.user_id._change_password(line.new_passwd)
        self.write({"new_passwd": False})


class ChangePasswordOwn(models.TransientModel):
    _name = "change.password.own"
    _description = "User, change own password wizard"
    _transient_max_hours = 0.1

    new_password = fields.Char(string="New Password")
    confirm_password = fields.Char(string="New Password (Confirmation)")

    @api.constrains("new_password", "confirm_password")
    def _check_password_confirmation(self):
        if self.confirm_password != self.new_password:
            raise ValidationError(
                _("The new password and its confirmation must be identical.")
            )

    @check_identity
    def change_password(self):
        """Set the current user's password; it does not stay in the wizard."""
        if not self.new_password:
            raise UserError(_("Setting empty passwords is not allowed for security "
                              "reasons!"))
        self.env.user._change_password(self.new_password)
        self.unlink()
        return RELOAD
