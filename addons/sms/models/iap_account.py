"""Accounts of services, those of text messages with a phone number and a name."""
from odoo import _, models


class IapAccount(models.Model):
    _inherit = "iap.account"

    def action_open_registration_wizard(self):
        """Open the wizard that registers a phone number."""
        return self._open_wizard(_("Register Account"), "sms.account.phone")

    def action_open_sender_name_wizard(self):
        """Open the wizard that chooses the name of the sender."""
        return self._open_wizard(_("Choose your sender name"), "sms.account.sender")

    def _open_wizard(self, name, model):
        return {
            "type": "ir.actions.act_window", "target": "new", "name": name,
            "view_mode": "form", "res_model": model,
            "context": {"default_account_id": self.id},
        }
