"""Tags of projects and tasks."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class ProjectTags(models.Model):
    _name = "project.tags"
    _description = "Project Tags"
    _order = "name"

    color = fields.Integer(default=lambda self: randint(1, 11))
    name = fields.Char(required=True, translate=True)
    project_ids = fields.Many2many(
        "project.project", "project_project_project_tags_rel", "project_tags_id",
        "project_project_id", string="Projects",
    )
    task_ids = fields.Many2many(
        "project.task", "project_tags_project_task_rel", "project_tags_id",
        "project_task_id", string="Tasks",
    )

    _name_uniq = models.Constraint(
        "unique (name)", "A tag with the same name already exists."
    )
