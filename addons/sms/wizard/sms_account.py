"""Accounts of the gateway, which is not here."""
from __future__ import annotations

from odoo import models


class SmsAccountCode(models.TransientModel):
    _inherit = "sms.account.code"

    def action_register(self):
        """Registering needs Odoo's own service."""
        raise NotImplementedError("sms.account.code.action_register: see COVERAGE.md")


class SmsAccountPhone(models.TransientModel):
    _inherit = "sms.account.phone"

    def action_send_verification_code(self):
        """Registering needs Odoo's own service."""
        raise NotImplementedError(
            "sms.account.phone.action_send_verification_code: see COVERAGE.md")


class SmsAccountSender(models.TransientModel):
    _inherit = "sms.account.sender"

    def action_set_sender_name(self):
        """Registering needs Odoo's own service."""
        raise NotImplementedError(
            "sms.account.sender.action_set_sender_name: see COVERAGE.md")
