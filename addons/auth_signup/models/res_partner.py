"""Tokens with which people sign up or set a new password."""
from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from odoo import _, fields, models
from odoo.exceptions import UserError

VALID = 6 * 3600        # seconds a token works


class ResPartner(models.Model):
    _inherit = "res.partner"

    signup_type = fields.Char(
        string="Signup Token Type", copy=False, groups="base.group_erp_manager"
    )

    def action_signup_prepare(self):
        """Allow the partners to sign up."""
        return self.signup_prepare()

    def signup_prepare(self, signup_type="signup"):
        """Allow the partners to sign up, or to reset their password."""
        self.write({"signup_type": signup_type})
        return True

    def signup_cancel(self):
        """Make given tokens worthless."""
        return self.write({"signup_type": None})

    def signup_get_auth_param(self):
        """Return id -> parameters for the address of the sign-up page."""
        if not self.env.user._is_internal() and not self.env.is_admin():
            raise UserError(_("Only internal users can invite people."))
        result = {}
        for partner in self.sudo():
            users = partner.user_ids
            if users:
                result[partner.id] = {"auth_login": users[:1].login}
            else:
                partner.signup_prepare()
                result[partner.id] = {"token": partner._generate_signup_token()}
        return result

    def _get_signup_url(self):
        """Return where the partner signs up, sets a password, or else logs in."""
        self.ensure_one()
        partner = self.sudo()
        route, query = "login", {"db": self.env.cr.dbname}
        if partner.signup_type:
            route = "reset_password" if partner.signup_type == "reset" \
                else partner.signup_type
            query["token"] = partner._generate_signup_token()
        elif partner.user_ids:
            query["login"] = partner.user_ids[:1].login
        return f"{self.get_base_url()}/web/{route}?{urlencode(query)}"

    def _generate_signup_token(self, expiration=None):
        payload = json.dumps(
            [self.id, self.signup_type, int(time.time()) + VALID]
        ).encode()
        return f"{payload.hex()}.{self._sign_token(payload)}"

    def _sign_token(self, payload):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        logins = ",".join(self.sudo().user_ids.mapped("login"))
        last = ",".join(str(user.login_date) for user in self.sudo().user_ids)
        message = payload + f"{logins}{last}{self.sudo().signup_type}".encode()
        return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()

    def _signup_retrieve_partner(self, token):
        """Return the partner that a valid token belongs to; UserError."""
        text, _dot, signature = token.partition(".")
        try:
            payload = bytes.fromhex(text)
            partner_id, _kind, until = json.loads(payload)
        except ValueError:
            raise UserError(_("Signup token '%s' is not valid or expired", token)) from None
        partner = self.sudo().browse(partner_id).exists()
        valid = partner and until >= time.time() and hmac.compare_digest(
            partner._sign_token(payload), signature
        )
        if not valid:
            raise UserError(_("Signup token '%s' is not valid or expired", token))
        return partner
