"""Devices that take push notifications."""
from __future__ import annotations

import base64
import json

from odoo import _, api, fields, models
from odoo.exceptions import UserError

PRIVATE_KEY = "mail.web_push_vapid_private_key"
PUBLIC_KEY = "mail.web_push_vapid_public_key"


class MailPushDevice(models.Model):
    _name = "mail.push.device"
    _description = "Push Notification Device"

    endpoint = fields.Char(string="Browser endpoint", required=True)
    expiration_time = fields.Datetime(string="Expiration Token Date")
    keys = fields.Char(string="Browser keys", required=True)
    partner_id = fields.Many2one(
        "res.partner", required=True, index=True,
        default=lambda self: self.env.user.partner_id,
    )

    _endpoint_unique = models.Constraint(
        "unique(endpoint)", "The endpoint must be unique !",
    )

    @api.model
    def get_web_push_vapid_public_key(self):
        """Return the key that browsers subscribe with; a pair is made when asked first."""
        params = self.env["ir.config_parameter"].sudo()
        known = params.get_param(PUBLIC_KEY)
        if known:
            return known
        # heavy: a start does without it
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
        pair = ec.generate_private_key(ec.SECP256R1())
        secret = pair.private_numbers().private_value.to_bytes(32, "big")
        point = pair.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint)
        params.set_param(PRIVATE_KEY, _to_url_text(secret))
        params.set_param(PUBLIC_KEY, _to_url_text(point))
        return _to_url_text(point)

    @api.model
    def register_devices(self, **kw):
        """Note the browser of the user; one that moved keeps its record."""
        params = self.env["ir.config_parameter"].sudo()
        if kw.get("vapid_public_key") != params.get_param(PUBLIC_KEY):
            raise UserError(_("Invalid VAPID public key"))
        endpoint, keys = kw.get("endpoint"), kw.get("browser_keys")
        if not endpoint or not keys:
            return
        devices = self.sudo()
        found = devices.search([
            ("endpoint", "=", kw.get("previous_endpoint") or endpoint),
        ], limit=1) or devices.search([("endpoint", "=", endpoint)], limit=1)
        values = {
            "endpoint": endpoint, "expiration_time": kw.get("expiration_time"),
            "keys": json.dumps(keys), "partner_id": self.env.user.partner_id.id,
        }
        if found:
            found.write(values)
        else:
            devices.create(values)

    @api.model
    def unregister_devices(self, **kw):
        """Forget a browser of the user."""
        endpoint = kw.get("endpoint")
        if endpoint:
            self.sudo().search([
                ("endpoint", "=", endpoint),
                ("partner_id", "=", self.env.user.partner_id.id),
            ], limit=1).unlink()


def _to_url_text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
