"""Reactions to messages."""
from __future__ import annotations

from odoo import fields, models


class MailMessageReaction(models.Model):
    _name = "mail.message.reaction"
    _description = "Message Reaction"
    _order = "id desc"

    content = fields.Char(required=True, readonly=True)
    guest_id = fields.Many2one(
        "mail.guest", string="Reacting Guest", readonly=True, ondelete="cascade",
    )
    message_id = fields.Many2one(
        "mail.message", required=True, readonly=True, index=True, ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Reacting Partner", readonly=True, ondelete="cascade",
    )
