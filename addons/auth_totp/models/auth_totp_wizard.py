"""Setting up the second factor."""
from __future__ import annotations

import base64
import io
import re
from urllib.parse import quote, urlencode

from odoo import _, api, fields, models
from odoo.addons.base.models.res_users_identitycheck import check_identity
from odoo.exceptions import UserError

from .totp import ALGORITHM, DIGITS, TIMESTEP

COMPRESS = str.maketrans("", "", " \t")


class AuthTotpWizard(models.TransientModel):
    _name = "auth_totp.wizard"
    _description = "2-Factor Setup Wizard"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    secret = fields.Char(required=True, readonly=True)
    url = fields.Char(store=True, readonly=True, compute="_compute_qrcode")
    qrcode = fields.Binary(
        attachment=False, store=True, readonly=True, compute="_compute_qrcode"
    )
    code = fields.Char(string="Verification Code", size=7, store=False)

    @api.depends("user_id.login", "user_id.company_id.display_name", "secret")
    def _compute_qrcode(self):
        for wizard in self:
            issuer = wizard.user_id.company_id.display_name or "Odoo"
            label = quote(f"{issuer}:{wizard.user_id.login}")
            wizard.url = f"otpauth://totp/{label}?" + urlencode({
                "secret": (wizard.secret or "").translate(COMPRESS), "issuer": issuer,
                "algorithm": ALGORITHM.upper(), "digits": DIGITS, "period": TIMESTEP,
            })
            wizard.qrcode = self._draw(wizard.url)

    def _draw(self, text):
        """Return the picture of a text, False without the library that draws it."""
        try:
            import qrcode
        except ImportError:
            return False
        out = io.BytesIO()
        qrcode.make(text.encode(), box_size=4).save(out, optimise=True, format="PNG")
        return base64.b64encode(out.getvalue()).decode()

    @check_identity
    def enable(self):
        """Turn the second factor on, after one right code."""
        try:
            code = int(re.sub(r"\s", "", self.code or self.env.context.get("code") or ""))
        except ValueError:
            raise UserError(
                _("The verification code should only contain numbers")
            ) from None
        if self.create_uid != self.env.user or not self.user_id._totp_try_setting(
            self.secret, code
        ):
            raise UserError(
                _("Verification failed, please double-check the 6-digit code")
            )
        self.secret = ""        # it is the user's now
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": _("2-Factor authentication is now enabled."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
