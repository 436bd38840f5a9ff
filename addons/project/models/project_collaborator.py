"""Partners who see a project."""
from __future__ import annotations

from odoo import fields, models


class ProjectCollaborator(models.Model):
    _name = "project.collaborator"
    _description = "Collaborators in project shared"

    limited_access = fields.Boolean(default=False)
    partner_email = fields.Char(string="Email", related="partner_id.email")
    partner_id = fields.Many2one(
        "res.partner", string="Collaborator", required=True, readonly=True,
    )
    project_id = fields.Many2one(
        "project.project", string="Project Shared", required=True, readonly=True,
    )
