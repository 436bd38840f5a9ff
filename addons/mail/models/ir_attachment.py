"""Attachments of messages."""
from __future__ import annotations

from odoo import api, fields, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    has_thumbnail = fields.Boolean(compute="_compute_has_thumbnail")
    thumbnail = fields.Binary(attachment=True)
    voice_ids = fields.One2many("discuss.voice.metadata", "attachment_id")

    @api.depends("thumbnail")
    def _compute_has_thumbnail(self):
        for attachment in self.with_context(bin_size=True):
            attachment.has_thumbnail = bool(attachment.thumbnail)

    def register_as_main_attachment(self, force=True):
        """Make the attachment the main one of its record."""
        self.ensure_one()
        if not self.res_model or self.res_model not in self.env:
            return
        record = self.env[self.res_model].browse(self.res_id)
        if "message_main_attachment_id" in record._fields and (
            force or not record.message_main_attachment_id
        ):
            record.message_main_attachment_id = self
