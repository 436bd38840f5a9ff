"""API keys: passwords for programs, with a scope and an end."""
from __future__ import annotations

import binascii
import datetime
import logging
import os

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..passwords import hash_password, verify_password
from .res_users_identitycheck import check_identity

_logger = logging.getLogger(__name__)
KEY_BYTES = 20
INDEX_DIGITS = 8        # digits of a key that are stored as they are, to find it by
DAYS = [
    ("1", "1 Day"),
    ("7", "1 Week"),
    ("30", "1 Month"),
    ("90", "3 Months"),
    ("180", "6 Months"),
    ("365", "1 Year"),
]
PERSISTENT, CUSTOM = ("0", "Persistent Key"), ("-1", "Custom Date")


class ResUsersApikeys(models.Model):
    _name = "res.users.apikeys"
    _description = "Users API Keys"
    _allow_sudo_commands = False

    name = fields.Char("Description", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", index=True, required=True, readonly=True, ondelete="cascade"
    )
    scope = fields.Char("Scope", readonly=True)
    create_date = fields.Datetime("Creation Date", readonly=True)
    expiration_date = fields.Datetime("Expiration Date", readonly=True)

    def init(self):
        """Make the columns that are no fields: the key's hash and its first digits."""
        columns = self.env.cr.schema.columns(self._table)
        for name in ("key", "index"):
            if name not in columns:
                self.env.cr.execute(
                    f'ALTER TABLE "{self._table}" ADD COLUMN "{name}" VARCHAR'
                )
        self.env.cr.execute(
            f'CREATE INDEX IF NOT EXISTS "{self._table}_user_id_index_idx"'
            f' ON "{self._table}" (user_id, "index")'
        )

    @check_identity
    def remove(self):
        """Delete keys, one's own or, for administrators, anybody's."""
        return self._remove()

    def _remove(self):
        if not self:
            return {"type": "ir.actions.act_window_close"}
        if not self.env.is_system() and self.mapped("user_id") != self.env.user:
            raise AccessError(_("You can not remove API keys unless they're yours or "
                                "you are a system user"))
        _logger.info(
            "API key(s) %s of user %s removed by %s",
            self.ids, self.user_id.ids, self.env.uid,
        )
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}

    def _check_credentials(self, *, scope, key):
        """Return the id of the user whose key this is, None when it is nobody's."""
        if not scope or not key:
            raise ValueError("scope and key required")
        self.env.cr.execute(
            f"""
            SELECT k.user_id, k.key FROM {self._table} k
              JOIN res_users u ON u.id = k.user_id AND u.active
             WHERE k."index" = %s AND (k.scope IS NULL OR k.scope = %s)
               AND (k.expiration_date IS NULL OR k.expiration_date >= %s)
            """,
            [key[:INDEX_DIGITS], scope, fields.Datetime.to_string(self.env.cr.now())],
        )
        for user_id, hashed in self.env.cr.fetchall():
            if verify_password(key, hashed):
                return user_id
        return None

    def _check_expiration_date(self, date):
        """Refuse what the user's groups do not allow; ValidationError, UserError."""
        if self.env.is_system():
            return
        if not date:
            raise ValidationError(_("The API key must have an expiration date"))
        durations = self.env.user.sudo().all_group_ids.mapped("api_key_duration")
        longest = max(durations, default=0.0) or 1.0
        if date > datetime.datetime.now() + datetime.timedelta(days=longest):
            raise ValidationError(
                _("You cannot exceed %(duration)s days.", duration=longest)
            )

    def _generate(self, scope, name, expiration_date):
        """Make a key for the current user and return it; it can't be read again."""
        self._check_expiration_date(expiration_date)
        key = binascii.hexlify(os.urandom(KEY_BYTES)).decode()
        self._set_key(scope, name, key, expiration_date)
        return key

    def _set_key(self, scope, name, key, expiration_date=None):
        """Give the current user a known key."""
        record = self.sudo().create({
            "name": name,
            "user_id": self.env.uid,
            "scope": scope,
            "expiration_date": expiration_date,
        })
        record.flush_recordset()
        self.env.cr.execute(
            f'UPDATE {self._table} SET key = %s, "index" = %s WHERE id = %s',
            [hash_password(key), key[:INDEX_DIGITS], record.id],
        )
        _logger.info("API key %s made for user %s", record.id, self.env.uid)
        return record

    @api.autovacuum
    def _gc_user_apikeys(self):
        """Delete the keys that have ended."""
        self.sudo().search([("expiration_date", "<", fields.Datetime.now())]).unlink()


class ResUsersApikeysDescription(models.TransientModel):
    _name = "res.users.apikeys.description"
    _description = "API Key Description"

    def _selection_duration(self):
        if self.env.is_system():
            return [*DAYS, PERSISTENT, CUSTOM]
        durations = self.env.user.sudo().all_group_ids.mapped("api_key_duration")
        longest = max(durations, default=0.0) or 1.0
        return [day for day in DAYS if int(day[0]) <= longest] + [CUSTOM]

    name = fields.Char("Description", required=True)
    duration = fields.Selection(
        selection="_selection_duration",
        string="Duration",
        required=True,
        default=lambda self: self._selection_duration()[0][0],
    )
    expiration_date = fields.Datetime(
        "Expiration Date",
        compute="_compute_expiration_date",
        store=True,
        readonly=False,
    )

    @api.depends("duration")
    def _compute_expiration_date(self):
        for record in self:
            days = int(record.duration or 0)
            if days >= 0:
                start = fields.Datetime.to_datetime(fields.Date.today())
                record.expiration_date = (
                    start + datetime.timedelta(days=days) if days else None
                )

    @api.onchange("expiration_date")
    def _onchange_expiration_date(self):
        try:
            self.env["res.users.apikeys"]._check_expiration_date(self.expiration_date)
        except UserError as error:
            return {"warning": {
                "type": "notification",
                "title": _("The API key duration is not correct."),
                "message": error.args[0],
            }}
        return None

    @api.model_create_multi
    def create(self, vals_list):
        descriptions = super().create(vals_list)
        for description in descriptions:
            self.env["res.users.apikeys"]._check_expiration_date(
                description.expiration_date
            )
        return descriptions

    @check_identity
    def make_key(self):
        """Make the key and return the action that shows it, once."""
        self.check_access_make_key()
        description = self.sudo()
        key = self.env["res.users.apikeys"]._generate(
            None, description.name, description.expiration_date
        )
        description.unlink()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.users.apikeys.show",
            "name": _("API Key Ready"),
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_key": key},
        }

    def check_access_make_key(self):
        """Only employees make keys; AccessError."""
        if not self.env.user._is_internal():
            raise AccessError(_("Only internal users can create API keys"))


class ResUsersApikeysShow(models.AbstractModel):
    _name = "res.users.apikeys.show"
    _description = "Show API Key"

    id = fields.Id()
    key = fields.Char(readonly=True)
