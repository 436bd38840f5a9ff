"""Partners who see a project."""
from __future__ import annotations

from odoo import api, fields, models


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

    _unique_collaborator = models.Constraint(
        "UNIQUE(project_id, partner_id)",
        "A collaborator cannot be selected more than once in the project sharing access. "
        "Please remove duplicate(s) and try again.",
    )

    @api.depends("project_id", "partner_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.project_id.display_name} - {row.partner_id.display_name}"
