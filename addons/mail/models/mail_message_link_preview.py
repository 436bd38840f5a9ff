"""Previews that messages show."""
from __future__ import annotations

from odoo import fields, models


class MailMessageLinkPreview(models.Model):
    _name = "mail.message.link.preview"
    _inherit = ["bus.listener.mixin"]
    _description = "Link between link previews and messages"
    _order = "sequence, id"

    author_id = fields.Many2one(
        "res.partner", string="Author", related="message_id.author_id",
    )
    is_hidden = fields.Boolean()
    link_preview_id = fields.Many2one(
        "mail.link.preview", required=True, index=True, ondelete="cascade",
    )
    message_id = fields.Many2one(
        "mail.message", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer()
