"""Tags of conversations."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class ImLivechatConversationTag(models.Model):
    _inherit = "im_livechat.conversation.tag"

    color = fields.Integer(default=lambda self: randint(1, 11))

    _name_unique = models.Constraint("UNIQUE(name)", "A tag with this name already exists")
