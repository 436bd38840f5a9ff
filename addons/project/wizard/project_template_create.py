"""Projects made of templates."""
from __future__ import annotations

from odoo import api, fields, models


class ProjectTemplateCreate(models.TransientModel):
    _name = "project.template.create.wizard"
    _description = "Project Template create Wizard"

    alias_domain_id = fields.Many2one("mail.alias.domain", string="Alias Domain")
    alias_name = fields.Char()
    date = fields.Date(string="Expiration Date")
    date_start = fields.Date(string="Start Date")
    name = fields.Char(required=True)
    role_to_users_ids = fields.One2many(
        "project.template.role.to.users.map", "wizard_id",
        default=lambda self: self._default_role_to_users_ids(),
    )
    template_has_dates = fields.Boolean(compute="_compute_template_has_dates")
    template_id = fields.Many2one(
        "project.project", default=lambda self: self.env.context.get("template_id"),
    )

    def _default_role_to_users_ids(self):
        template = self.env["project.project"].browse(
            self.env.context.get("template_id") or ()
        )
        return [(0, 0, {"role_id": role.id}) for role in template.task_ids.role_ids]

    @api.depends("template_id")
    def _compute_template_has_dates(self):
        for wizard in self:
            template = wizard.template_id
            wizard.template_has_dates = bool(template.date and template.date_start)

    def _get_project_values(self):
        """Return what the project has unlike its template (hook)."""
        values = {name: self[name] for name in ("name", "alias_name", "date_start", "date")
                  if self[name]}
        if self.alias_domain_id:
            values["alias_domain_id"] = self.alias_domain_id.id
        return values

    def _create_project(self):
        return self.template_id.action_create_from_template(
            self._get_project_values(), self.role_to_users_ids)

    def create_project_from_template(self):
        """Make the project and open its tasks."""
        self.ensure_one()
        return self._create_project().action_view_tasks()


class ProjectTemplateRoleToUsersMap(models.TransientModel):
    _name = "project.template.role.to.users.map"
    _description = "Project role to users mapping"

    role_id = fields.Many2one("project.role", string="Project Role", required=True,
                              ondelete="cascade")
    user_ids = fields.Many2many("res.users", string="Assignees")
    wizard_id = fields.Many2one("project.template.create.wizard")
