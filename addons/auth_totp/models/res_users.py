"""Users with a second factor: a code that an authenticator shows."""
from __future__ import annotations

import base64
import datetime
import logging
import os
import re

from odoo import _, api, fields, models
from odoo.addons.base.models.res_users_identitycheck import check_identity
from odoo.exceptions import AccessDenied, UserError
from odoo.http import client_address, request

from .totp import match_code

_logger = logging.getLogger(__name__)
COMPRESS = re.compile(r"\s")
SECRET_BYTES = 20
CHECKS, CHECK_SECONDS = 10, 3600


class ResUsers(models.Model):
    _inherit = "res.users"

    totp_secret = fields.Char(
        copy=False, groups=".", compute="_compute_totp_secret",
        inverse="_inverse_totp_secret", compute_sudo=True,
    )
    totp_last_counter = fields.Integer(copy=False, groups=".")
    totp_enabled = fields.Boolean(
        string="Two-factor authentication", compute="_compute_totp_enabled",
        search="_search_totp_enabled",
    )
    totp_trusted_device_ids = fields.One2many(
        "auth_totp.device", "user_id", string="Trusted Devices"
    )

    def init(self):
        """Make the column of the secrets, which is no field's."""
        super().init()
        if "totp_secret" not in self.env.cr.schema.columns(self._table):
            self.env.cr.execute("ALTER TABLE res_users ADD COLUMN totp_secret VARCHAR")

    @property
    def SELF_READABLE_FIELDS(self):
        """The fields users read of themselves, whatever their rights."""
        return [
            *super().SELF_READABLE_FIELDS, "totp_enabled", "totp_trusted_device_ids",
        ]

    # ---- the secret
    def _read_totp_secret(self):
        self.env.cr.execute(
            "SELECT totp_secret FROM res_users WHERE id = %s", [self.id]
        )
        row = self.env.cr.fetchone()
        return row[0] if row else None

    def _compute_totp_secret(self):
        for user in self:
            user.totp_secret = user._read_totp_secret() or False

    def _inverse_totp_secret(self):
        for user in self:
            self.env.cr.execute(
                "UPDATE res_users SET totp_secret = %s WHERE id = %s",
                [user.totp_secret or None, user.id],
            )

    @api.depends("totp_secret")
    def _compute_totp_enabled(self):
        for user in self:
            user.totp_enabled = bool(user._read_totp_secret()) if user.id else False

    def _search_totp_enabled(self, operator, value):
        self.env.cr.execute("SELECT id FROM res_users WHERE totp_secret IS NOT NULL")
        ids = [row[0] for row in self.env.cr.fetchall()]
        wanted = bool(value) if not isinstance(value, (list, tuple, set)) \
            else True in value
        positive = operator in ("=", "in")
        return [("id", "in" if wanted == positive else "not in", ids)]

    # ---- logging in
    def _mfa_type(self):
        kind = super()._mfa_type()
        if kind is not None:
            return kind
        return "totp" if self._read_totp_secret() else None

    def _mfa_url(self):
        url = super()._mfa_url()
        if url is not None:
            return url
        return "/web/login/totp" if self._mfa_type() == "totp" else None

    def _rpc_api_keys_only(self):
        return self._read_totp_secret() is not None or super()._rpc_api_keys_only()

    def _get_session_token_fields_values(self):
        return (*super()._get_session_token_fields_values(), self._read_totp_secret())

    def _check_credentials(self, credential, env):
        if credential.get("type") == "totp":
            self._totp_check(credential["token"])
            return {"uid": self.env.user.id, "auth_method": "totp", "mfa": "default"}
        return super()._check_credentials(credential, env)

    def _totp_check(self, code):
        """Check a code; AccessDenied for a wrong or used one."""
        self._totp_rate_limit("code_check")
        user = self.sudo()
        key = base64.b32decode(COMPRESS.sub("", user._read_totp_secret() or "").upper())
        counter = match_code(key, int(code))
        if counter is None:
            _logger.info("2FA check: FAIL for user %s", user.id)
            raise AccessDenied(
                _("Verification failed, please double-check the 6-digit code")
            )
        if user.totp_last_counter and counter <= user.totp_last_counter:
            _logger.warning("2FA check: REUSE for user %s", user.id)
            raise AccessDenied(
                _("Verification failed, please use the latest 6-digit code")
            )
        user.totp_last_counter = counter
        self._totp_rate_limit_purge("code_check")

    def _totp_rate_limit(self, limit_type):
        """Refuse who has tried too often within an hour; AccessDenied."""
        log = self.env["auth.totp.rate.limit.log"].sudo()
        since = fields.Datetime.now() - datetime.timedelta(seconds=CHECK_SECONDS)
        count = log.search_count([
            ("user_id", "=", self.env.user.id), ("create_date", ">=", since),
            ("limit_type", "=", limit_type),
        ])
        if count >= CHECKS:
            raise AccessDenied(_(
                "You reached the limit of code verifications for your account, please "
                "try again later."
            ))
        log.create({
            "user_id": self.env.user.id, "ip": client_address.get(),
            "limit_type": limit_type,
        })

    def _totp_rate_limit_purge(self, limit_type):
        self.env["auth.totp.rate.limit.log"].sudo().search([
            ("user_id", "=", self.env.user.id), ("limit_type", "=", limit_type),
        ]).unlink()

    def _totp_try_setting(self, secret, code):
        """Take a secret when the code is one of its codes."""
        if self.totp_enabled or self != self.env.user:
            _logger.info("2FA enable: REJECT for user %s", self.id)
            return False
        secret = COMPRESS.sub("", secret).upper()
        counter = match_code(base64.b32decode(secret), code)
        if counter is None:
            _logger.info("2FA enable: REJECT CODE for user %s", self.id)
            return False
        self.sudo().write({"totp_secret": secret, "totp_last_counter": counter})
        self._keep_session()
        _logger.info("2FA enable: SUCCESS for user %s", self.id)
        return True

    def _keep_session(self):
        """Bind the session to the user as they are now, so that it goes on."""
        self.env.flush_all()
        if request and request.session.uid == self.id:
            request.session["session_token"] = self._compute_session_token(
                request.session.sid
            )

    # ---- buttons
    @check_identity
    def action_totp_enable_wizard(self):
        """Open the wizard that sets the second factor up."""
        if self.env.user != self:
            raise UserError(
                _("Two-factor authentication can only be enabled for yourself")
            )
        if self.totp_enabled:
            raise UserError(_("Two-factor authentication already enabled"))
        secret = base64.b32encode(os.urandom(SECRET_BYTES)).decode()
        spaced = " ".join(map("".join, zip(*[iter(secret)] * 4, strict=False)))
        wizard = self.env["auth_totp.wizard"].create(
            {"user_id": self.id, "secret": spaced}
        )
        return {
            "type": "ir.actions.act_window",
            "target": "new",
            "res_model": "auth_totp.wizard",
            "name": _("Two-Factor Authentication Activation"),
            "res_id": wizard.id,
            "views": [(False, "form")],
            "context": dict(self.env.context),
        }

    @check_identity
    def action_totp_disable(self):
        """Turn the second factor off."""
        if not (self == self.env.user or self.env.user._is_admin() or self.env.su):
            _logger.info("2FA disable: REJECT for users %s by %s", self.ids, self.env.uid)
            return False
        names = ", ".join(self.mapped("login"))
        self._revoke_all_devices()
        self.sudo().write({"totp_secret": False})
        if self.env.user in self:
            self.env.user._keep_session()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": _(
                    "Two-factor authentication disabled for the following user(s): %s",
                    names,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @check_identity
    def revoke_all_devices(self):
        """Trust no browser any more."""
        self._revoke_all_devices()

    def _revoke_all_devices(self):
        self.sudo().totp_trusted_device_ids.unlink()

    @api.model
    def change_password(self, old_passwd, new_passwd):
        self.env.user._revoke_all_devices()
        return super().change_password(old_passwd, new_passwd)
