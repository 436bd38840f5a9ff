"""Putting templates back."""
from __future__ import annotations

from odoo import fields, models


class MailTemplateReset(models.TransientModel):
    _name = "mail.template.reset"
    _description = "Mail Template Reset"

    template_ids = fields.Many2many(
        "mail.template", "mail_template_mail_template_reset_rel", "mail_template_reset_id",
        "mail_template_id",
    )

    def reset_template(self):
        """Put the templates back."""
        return self.template_ids.reset_template()
