"""How often users have tried codes."""
from __future__ import annotations

from odoo import fields, models


class AuthTotpRateLimitLog(models.TransientModel):
    _name = "auth.totp.rate.limit.log"
    _description = "TOTP rate limit logs"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    ip = fields.Char(readonly=True)
    limit_type = fields.Selection(
        [("send_email", "Send Email"), ("code_check", "Code Checking")], readonly=True
    )
