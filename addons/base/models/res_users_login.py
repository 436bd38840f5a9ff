"""How users log in: passwords and API keys."""
from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import time

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.fields import Domain
from odoo.http import client_address, request

from ..passwords import (
    DEFAULT_ROUNDS,
    CryptContext,
    count_rounds,
    hash_password,
    is_hashed,
    verify_password,
)

_logger = logging.getLogger(__name__)
ROUNDS_PARAMETER = "password.hashing.rounds"
COOLDOWN_AFTER, COOLDOWN_SECONDS = 10, 60
TOO_MANY = "Too many login failures, please wait a bit before trying again."
TOKEN_QUERY = """
    SELECT u.id, u.login, u.password, u.active, (
        SELECT p.value FROM ir_config_parameter p WHERE p.key = 'database.secret'
    ) FROM res_users u WHERE u.id = %s
"""


class ResUsers(models.Model):
    _inherit = "res.users"

    # the hash is in a column that is no field: nothing reads it by accident
    password = fields.Char(
        compute="_compute_password",
        inverse="_set_password",
        copy=False,
        help="Keep empty if you don't want the user to be able to connect on the "
        "system.",
    )
    new_password = fields.Char(
        string="Set Password",
        compute="_compute_password",
        inverse="_set_new_password",
        help="Specify a value only when creating a user or if you're changing the "
        "user's password, otherwise leave empty. After a change of password, the user "
        "has to login again.",
    )

    def init(self):
        """Make the column of the hashes; hash what stands there in plain text."""
        super().init()
        cr = self.env.cr
        if "password" not in cr.schema.columns(self._table):
            cr.execute("ALTER TABLE res_users ADD COLUMN password VARCHAR")
        cr.execute("SELECT id, password FROM res_users WHERE password IS NOT NULL")
        for uid, password in cr.fetchall():
            if password and not is_hashed(password):
                self._set_encrypted_password(uid, self._hash_password(password))

    def _compute_password(self):
        self.password = ""
        self.new_password = ""

    def _set_password(self):
        for user in self:
            user._set_encrypted_password(
                user.id, self._hash_password(user.password) if user.password else None
            )

    def _set_new_password(self):
        for user in self:
            if not user.new_password:
                continue
            if user == self.env.user:
                raise UserError(_(
                    "Please use the change password wizard (in User Preferences or "
                    "User menu) to change your own password."
                ))
            user.password = user.new_password

    def _crypt_context(self):
        """Return what hashes and checks passwords."""
        rounds = self.env["ir.config_parameter"].sudo().get_param(ROUNDS_PARAMETER)
        return CryptContext(int(rounds or DEFAULT_ROUNDS))

    def _hash_password(self, password):
        rounds = self.env["ir.config_parameter"].sudo().get_param(ROUNDS_PARAMETER)
        return hash_password(password, int(rounds)) if rounds else hash_password(password)

    def _renew_hash(self, password):
        """Hash a password that is stored as it is, or with fewer rounds than wanted."""
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [self.id])
        stored = self.env.cr.fetchone()[0]
        wanted = self.env["ir.config_parameter"].sudo().get_param(ROUNDS_PARAMETER)
        if count_rounds(stored) < int(wanted or 1):
            self._set_encrypted_password(self.id, self._hash_password(password))

    def _set_encrypted_password(self, uid, pw):
        self.env.cr.execute(
            "UPDATE res_users SET password = %s WHERE id = %s", (pw, uid)
        )

    # ---- checking
    def _get_login_domain(self, login):
        return Domain("login", "=", login)

    @api.model
    def _get_email_domain(self, email):
        return Domain("email", "=", email)

    def _get_login_order(self):
        return self._order

    @api.model
    def _login(self, credential, user_agent_env):
        """Return {'uid', 'auth_method', 'mfa'} of a credential; AccessDenied."""
        login = credential["login"]
        host = _get_client_address() or "n/a"
        try:
            with self._assert_can_auth(user=login):
                user = self.sudo().search(
                    self._get_login_domain(login), order=self._get_login_order(),
                    limit=1,
                )
                if not user:
                    raise AccessDenied
                user = user.with_user(user)
                info = user._check_credentials(credential, user_agent_env)
                if info["auth_method"] == "password":
                    user._renew_hash(credential["password"])
                user._set_browser_timezone()
                user._update_last_login()
        except AccessDenied:
            _logger.info("Login failed for login:%s from %s", login, host)
            raise
        _logger.info("Login successful for login:%s from %s", login, host)
        return info

    @api.model
    def authenticate(self, credential, user_agent_env):
        """Log in and, for administrators, note the address clients reach us by."""
        info = self._login(credential, user_agent_env=user_agent_env)
        base = (user_agent_env or {}).get("base_location")
        if base and self.env(user=info["uid"]).user._has_group("base.group_system"):
            parameters = self.env["ir.config_parameter"].sudo()
            if not parameters.get_param("web.base.url.freeze"):
                parameters.set_param("web.base.url", base)
        return info

    @api.private
    def _check_credentials(self, credential, env):
        """Check the current user's password, then their API keys; AccessDenied."""
        if credential.get("type") != "password" or not credential.get("password"):
            raise AccessDenied
        self.env.cr.execute(
            "SELECT COALESCE(password, '') FROM res_users WHERE id = %s",
            [self.env.user.id],
        )
        row = self.env.cr.fetchone()
        hashed = row[0] if row else ""
        interactive = (env or {}).get("interactive", False)
        usable = interactive or not self.env.user._rpc_api_keys_only()
        if usable and hashed and verify_password(credential["password"], hashed):
            return {"uid": self.env.user.id, "auth_method": "password", "mfa": "default"}
        if not interactive:
            uid = self.env["res.users.apikeys"]._check_credentials(
                scope="rpc", key=credential["password"]
            )
            if uid and uid == self.env.uid:
                return {"uid": uid, "auth_method": "apikey", "mfa": "default"}
        raise AccessDenied

    def _rpc_api_keys_only(self):
        """Tell whether the user's programs may not use the password."""
        return False

    @api.model
    def _check_uid_passwd(self, uid, passwd):
        """Raise AccessDenied unless the password (or API key) is the user's."""
        if not passwd:
            raise AccessDenied
        user = self.with_user(uid)
        with self._assert_can_auth(user=uid):
            if not user.env.user.active:
                raise AccessDenied
            user.env.user.with_user(uid)._check_credentials(
                {"login": user.env.user.login, "password": passwd, "type": "password"},
                {"interactive": False},
            )

    @api.model
    def _update_last_login(self):
        if self.env.uid != SUPERUSER_ID:
            self.env["res.users.log"].sudo().with_user(self.env.uid).sudo().create({})

    def _set_browser_timezone(self):
        """Give a user without a time zone the one their browser tells."""
        tz = request.cookies.get("tz") if request else None
        if tz and not self.tz and tz in dict(self._fields["tz"]._description_selection(
            self.env
        )):
            self.tz = tz

    @contextlib.contextmanager
    def _assert_can_auth(self, user=None):
        """Refuse an address for a while that has failed too often; AccessDenied."""
        source = _get_client_address()
        if not source:
            yield
            return
        failures = self.env.registry.login_failures
        count, last = failures.get(source, (0, 0.0))
        if self._on_login_cooldown(count, last):
            _logger.warning("Login attempt ignored for %s: too many failures", source)
            raise AccessDenied(_(TOO_MANY))
        try:
            yield
        except AccessDenied:
            failures[source] = (count + 1, time.time())
            raise
        failures.pop(source, None)

    def _on_login_cooldown(self, failures, previous):
        get_param = self.env["ir.config_parameter"].sudo().get_param
        after = int(get_param("base.login_cooldown_after", COOLDOWN_AFTER))
        if not after or failures < after:
            return False
        seconds = int(get_param("base.login_cooldown_duration", COOLDOWN_SECONDS))
        return time.time() - previous < seconds

    # ---- sessions
    def _mfa_type(self):
        """Return the kind of second factor the user has, None without one."""
        return None

    def _mfa_url(self):
        """Return the page that asks for the second factor, None without one."""
        return None

    def _compute_session_token(self, sid):
        """Return what binds a session to the user as they are; AccessDenied.

        It changes with the login, the password, being archived, and the database's
        secret.
        """
        self.env.cr.execute(TOKEN_QUERY, [self.id])
        row = self.env.cr.fetchone()
        if row is None:
            raise AccessDenied
        key = repr((*row, *self._get_session_token_fields_values())).encode()
        return hmac.new(key, sid.encode(), hashlib.sha256).hexdigest()

    def _get_session_token_fields_values(self):
        """Return what else ends the sessions of a user when it changes."""
        return ()

    # ---- changing
    @api.model
    def change_password(self, old_passwd, new_passwd):
        """Change the current user's password; AccessDenied when the old one is wrong."""
        if not old_passwd:
            raise AccessDenied
        self.env.user.with_user(self.env.uid)._check_credentials(
            {"login": self.env.user.login, "password": old_passwd, "type": "password"},
            {"interactive": True},
        )
        return self.env.user._change_password(new_passwd)

    def _change_password(self, new_passwd):
        new_passwd = new_passwd.strip()
        if not new_passwd:
            raise UserError(_("Setting empty passwords is not allowed for security "
                              "reasons!"))
        self.sudo().password = new_passwd
        return True

    def action_change_password_wizard(self):
        """Return the action that sets the passwords of these users."""
        return {
            "type": "ir.actions.act_window",
            "target": "new",
            "res_model": "change.password.wizard",
            "view_mode": "form",
            "context": {"active_model": "res.users", "active_ids": self.ids},
        }

    def preference_change_password(self):
        """Return the action that changes one's own password."""
        return {
            "type": "ir.actions.act_window",
            "target": "new",
            "res_model": "change.password.own",
            "view_mode": "form",
        }

    def api_key_wizard(self):
        """Return the action that makes an API key."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.users.apikeys.description",
            "name": _("New API Key"),
            "target": "new",
            "views": [(False, "form")],
        }

    def action_revoke_all_devices(self):
        """Return the wizard that asks for the password before logging out everywhere."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Log out from all devices?"),
            "res_model": "res.users.identitycheck",
            "target": "new",
            "views": [(False, "form")],
        }

    def _action_revoke_all_devices(self):
        self.env["res.device"].sudo().search([("user_id", "in", self.ids)])._revoke()


def _get_client_address():
    """Return where the call comes from, None when it is no call over HTTP."""
    return client_address.get() or None
