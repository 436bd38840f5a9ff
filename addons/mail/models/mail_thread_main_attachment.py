"""Records with a main attachment."""
from __future__ import annotations

from odoo import fields, models


class MailThreadMainAttachment(models.AbstractModel):
    _name = "mail.thread.main.attachment"
    _inherit = ["mail.thread"]
    _description = "Mail Main Attachment management"

    message_main_attachment_id = fields.Many2one(
        "ir.attachment", string="Main Attachment", index="btree_not_null", copy=False,
    )

    def _message_post_after_hook(self, message, msg_values):
        """The first good attachment becomes the main one."""
        super()._message_post_after_hook(message, msg_values)
        self.sudo()._message_set_main_attachment_id(message.sudo().attachment_ids)

    def _message_set_main_attachment_id(self, attachments, force=False,
                                        filter_xml=True):
        """Choose a main attachment: PDFs first, then pictures."""
        for record in self:
            if not attachments or record.message_main_attachment_id and not force:
                continue
            rest = attachments.filtered(
                lambda a: not filter_xml or not (a.mimetype or "").endswith("xml")
            ) or attachments
            kinds = ("pdf", "image", "")
            record.with_context(tracking_disable=True).message_main_attachment_id = next(
                (a for kind in kinds for a in rest if kind in (a.mimetype or "")), rest[:1]
            )
