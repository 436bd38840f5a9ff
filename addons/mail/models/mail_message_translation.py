"""Translations of messages."""
from __future__ import annotations

from odoo import fields, models


class MailMessageTranslation(models.Model):
    _name = "mail.message.translation"
    _description = "Message Translation"

    body = fields.Html(string="Translation Body", required=True)
    message_id = fields.Many2one("mail.message", required=True, ondelete="cascade")
    source_lang = fields.Char(string="Source Language", required=True)
    target_lang = fields.Char(string="Target Language", required=True)
