"""Putting templates back."""
from __future__ import annotations

from odoo import _, models
from odoo.addons.mail.wizard.mail_template_reset import tell_reset


class SmsTemplateReset(models.TransientModel):
    _inherit = "sms.template.reset"

    def reset_template(self):
        """Put the templates back; nothing when there is none."""
        if not self.template_ids:
            return False
        self.template_ids.reset_template()
        return tell_reset(self.env, _("SMS Templates have been reset"))
