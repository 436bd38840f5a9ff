"""Which attachments are voice messages."""
from __future__ import annotations

from odoo import fields, models


class DiscussVoiceMetadata(models.Model):
    _name = "discuss.voice.metadata"
    _description = "Metadata for voice attachments"

    attachment_id = fields.Many2one(
        "ir.attachment", index=True, copy=False, ondelete="cascade",
    )
