"""The projects that users like best."""
from __future__ import annotations

from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    favorite_project_ids = fields.Many2many(
        "project.project", "project_favorite_user_rel", "user_id", "project_id",
        string="Favorite Projects", copy=False,
    )
