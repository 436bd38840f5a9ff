"""Avatars: the picture of a record, or one made of its initial."""
from __future__ import annotations

import base64
import hashlib
from html import escape

from odoo import api, fields, models

_PLACEHOLDER = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="180">'
    '<rect width="180" height="180" fill="#c4c8cc"/>'
    '<circle cx="90" cy="70" r="34" fill="#fff"/>'
    '<path d="M25 180a65 65 0 0 1 130 0z" fill="#fff"/></svg>'
)
_INITIAL = (
    "<?xml version='1.0' encoding='UTF-8' ?>"
    "<svg height='180' width='180' xmlns='http://www.w3.org/2000/svg'>"
    "<rect fill='{color}' height='180' width='180'/>"
    "<text fill='#ffffff' font-size='96' text-anchor='middle' x='90' y='125' "
    "font-family='sans-serif'>{initial}</text></svg>"
)


class AvatarMixin(models.AbstractModel):
    _name = "avatar.mixin"
    _inherit = ["image.mixin"]
    _description = "Avatar Mixin"
    _avatar_name_field = "name"

    avatar_1920 = fields.Image(
        "Avatar", max_width=1920, max_height=1920, compute="_compute_avatar_1920"
    )
    avatar_1024 = fields.Image(
        "Avatar 1024", max_width=1024, max_height=1024, compute="_compute_avatar_1024"
    )
    avatar_512 = fields.Image(
        "Avatar 512", max_width=512, max_height=512, compute="_compute_avatar_512"
    )
    avatar_256 = fields.Image(
        "Avatar 256", max_width=256, max_height=256, compute="_compute_avatar_256"
    )
    avatar_128 = fields.Image(
        "Avatar 128", max_width=128, max_height=128, compute="_compute_avatar_128"
    )

    def _compute_avatar(self, avatar_field, image_field):
        for record in self:
            avatar = record[image_field]
            if not avatar:
                if record.id and record[record._avatar_name_field]:
                    avatar = record._avatar_generate_svg()
                else:
                    avatar = base64.b64encode(record._avatar_get_placeholder())
            record[avatar_field] = avatar

    @api.depends(lambda self: [self._avatar_name_field, "image_1920"])
    def _compute_avatar_1920(self):
        self._compute_avatar("avatar_1920", "image_1920")

    @api.depends(lambda self: [self._avatar_name_field, "image_1024"])
    def _compute_avatar_1024(self):
        self._compute_avatar("avatar_1024", "image_1024")

    @api.depends(lambda self: [self._avatar_name_field, "image_512"])
    def _compute_avatar_512(self):
        self._compute_avatar("avatar_512", "image_512")

    @api.depends(lambda self: [self._avatar_name_field, "image_256"])
    def _compute_avatar_256(self):
        self._compute_avatar("avatar_256", "image_256")

    @api.depends(lambda self: [self._avatar_name_field, "image_128"])
    def _compute_avatar_128(self):
        self._compute_avatar("avatar_128", "image_128")

    def _avatar_generate_svg(self):
        """Return base64 of a picture with the initial on a colour of its own."""
        name = self[self._avatar_name_field]
        seed = f"{name}{self.create_date.timestamp() if self.create_date else ''}"
        hashed = hashlib.sha512(seed.encode()).hexdigest()
        hue, saturation = int(hashed[:2], 16) * 360 // 255, int(hashed[2:4], 16) % 31
        color = f"hsl({hue}, {40 + saturation}%, 45%)"
        svg = _INITIAL.format(color=color, initial=escape(name[0].upper()))
        return base64.b64encode(svg.encode())

    def _avatar_get_placeholder_path(self):
        return "base/static/img/avatar_grey.svg"

    def _avatar_get_placeholder(self):
        return _PLACEHOLDER.encode()
