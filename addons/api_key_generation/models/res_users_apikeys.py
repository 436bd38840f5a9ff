"""API keys that a program makes and revokes by itself, which 19.0 does not have yet."""

from __future__ import annotations

from odoo import _, api, fields, models
from odoo.addons.base.models.res_users_apikeys import INDEX_DIGITS
from odoo.addons.base.passwords import verify_password
from odoo.exceptions import AccessDenied, AccessError


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    @api.model
    def generate(self, key, scope, name, expiration_date):
        """Make another key for the owner of a key, and return it.

        It is good for no more than the key it is made with, and ends when the owner's
        groups say. AccessDenied for a key that is not the caller's.
        """
        known = self._find_own(key)
        if known.scope and known.scope != scope:
            raise AccessError(_("The API key is not good for the scope %s.", scope))
        end = fields.Datetime.to_datetime(expiration_date) if expiration_date else None
        return self._generate(scope or None, name, end)

    @api.model
    def revoke(self, key):
        """Delete the key; AccessDenied when it is not the caller's."""
        self._find_own(key)._remove()

    def _find_own(self, key):
        """Return the record of one of the caller's keys; AccessDenied."""
        text = str(key or "")
        self.env.cr.execute(
            f"""
            SELECT id, key FROM {self._table}
             WHERE user_id = %s AND "index" = %s
               AND (expiration_date IS NULL OR expiration_date >= %s)
            """,
            [self.env.uid, text[:INDEX_DIGITS],
             fields.Datetime.to_string(self.env.cr.now())],
        )
        for id_, hashed in self.env.cr.fetchall():
            if verify_password(text, hashed):
                return self.browse(id_)
        raise AccessDenied
