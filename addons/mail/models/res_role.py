"""Roles that can be mentioned."""
from __future__ import annotations

from odoo import fields, models


class ResRole(models.Model):
    _name = "res.role"
    _description = "Represents a role in the system used to categorize users. Each role has a unique name and can be associated with multiple users. Roles can be mentioned in messages to notify all associated users."  # noqa: E501

    name = fields.Char(required=True)
    user_ids = fields.Many2many(
        "res.users", "res_role_res_users_rel", "res_role_id", "res_users_id",
        string="Users",
    )
