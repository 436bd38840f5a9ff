"""Favorite pictures that move."""
from __future__ import annotations

from odoo import fields, models


class DiscussGifFavorite(models.Model):
    _name = "discuss.gif.favorite"
    _description = "Save favorite GIF from Tenor API"

    tenor_gif_id = fields.Char(string="GIF id from Tenor", required=True)
