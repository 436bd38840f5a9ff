"""Users are invited by mail, and sent a link when they forgot their password."""
from __future__ import annotations

import contextlib
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.exceptions import UserError


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        """Invite new users that have an address, unless the context says not to."""
        users = super().create(vals_list)
        context = self.env.context
        if not context.get("no_reset_password") and not context.get("install_mode"):
            with contextlib.suppress(MailDeliveryException):
                users.filtered("email").with_context(
                    create_user=True
                )._action_reset_password(signup_type="signup")
        return users

    def copy(self, default=None):
        """Copies without an address of their own are not invited."""
        if not (default or {}).get("email"):
            self = self.with_context(no_reset_password=True)
        return super().copy(default)

    def action_reset_password(self):
        """Mail the users a link to set a password; UserError when it cannot be sent."""
        inviting = bool(self.env.context.get("create_user"))
        try:
            return self._action_reset_password("signup" if inviting else "reset")
        except MailDeliveryException as error:
            raise UserError(_(
                "Could not contact the mail server, please check your outgoing email "
                "server configuration",
            )) from error

    def _action_reset_password(self, signup_type="reset"):
        context = self.env.context
        if not self or context.get("install_mode") or context.get("import_file"):
            return None
        if not all(self.mapped("active")):
            raise UserError(_("You cannot perform this action on an archived user."))
        inviting = signup_type == "signup"
        self.partner_id.signup_prepare(signup_type=signup_type)
        template = self.env.ref(
            "auth_signup.set_password_email" if inviting
            else "auth_signup.mail_template_reset_password"
        )
        for user in self:
            if not user.email:
                raise UserError(_(
                    "Cannot send email: user %s has no email address.", user.name,
                ))
            template.with_context(lang=user.lang).send_mail(
                user.id, force_send=True, raise_exception=True,
                email_values={"email_to": user.email, "message_type": "user_notification"},
            )
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "title": _("Notification"),
                "message": _("A reset password link was sent by email"),
                "type": "info", "sticky": False,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def reset_password(self, login):
        """Mail the user of a login, or address, a link to set a password."""
        users = self.search(self._get_login_domain(login)) \
            or self.search(self._get_email_domain(login))
        if not users:
            raise Exception(_("No account found for this login"))
        if len(users) > 1:
            raise Exception(_("Multiple accounts found for this login"))
        return users.action_reset_password()

    def send_unregistered_user_reminder(self, *, after_days=5, batch_size=100):
        """Tell those who invited users some days ago who of them never came."""
        moment = fields.Datetime.now() - timedelta(days=after_days)
        invited = self.search([
            ("share", "=", False), ("create_uid.email", "!=", False),
            ("create_date", ">=", moment.replace(hour=0, minute=0, second=0)),
            ("create_date", "<=", moment.replace(hour=23, minute=59, second=59)),
            ("log_ids", "=", False),
        ], limit=batch_size)
        template = self.env.ref("auth_signup.mail_template_data_unregistered_users")
        for host in invited.create_uid:
            names = [f"{user.name} ({user.login})" for user in invited
                     if user.create_uid == host]
            template.with_context(dbname=self.env.cr.dbname, invited_users=names).send_mail(
                host.id, email_layout_xmlid="mail.mail_notification_light",
            )
