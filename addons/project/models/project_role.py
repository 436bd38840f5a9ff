"""Roles in projects."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class ProjectRole(models.Model):
    _name = "project.role"
    _description = "Project Role"

    active = fields.Boolean(default=True)
    color = fields.Integer(default=lambda self: randint(1, 11))
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer()
