"""Projects and tasks that others are made of."""
from __future__ import annotations

from odoo import _, fields, models


def _tell(model, record_id, text):
    """Return what makes a web client show a message with a way back."""
    return {
        "type": "ir.actions.client", "tag": "display_notification",
        "params": {
            "type": "success", "message": text, "next": {
                "type": "ir.actions.act_window", "res_model": model, "res_id": record_id,
                "views": [[False, "form"]],
            },
        },
    }


class ProjectProject(models.Model):
    _inherit = "project.project"

    def map_tasks(self, new_project_id):
        """Copy the tasks of the project into another; they keep their names."""
        self.ensure_one()
        tasks = self.with_context(active_test=False).tasks
        for task in (tasks - tasks.filtered(lambda t: t.parent_id in tasks)).sorted("id"):
            task.copy({"project_id": new_project_id, "name": task.name})
        return True

    def get_template_tasks(self):
        """Return id and name of the tasks that are templates."""
        self.ensure_one()
        return self.env["project.task"].search_read(
            [("project_id", "=", self.id), ("is_template", "=", True)], ["id", "name"]
        )

    def action_toggle_project_template_mode(self):
        """Make a template of the project, or a project of the template."""
        self.ensure_one()
        if self.is_template:
            return self.action_undo_convert_to_template()
        self.is_template = True
        self.message_post(body=_("Project converted to template."))
        return _tell(self._name, self.id, _("Project converted to template."))

    def action_undo_convert_to_template(self):
        """Make a plain project of the template again."""
        self.ensure_one()
        self.is_template = False
        self.message_post(body=_("Template converted back to regular project."))
        return _tell(
            self._name, self.id, _("Template converted back to regular project.")
        )

    def action_create_template_from_project(self):
        """Copy the project into a template."""
        self.ensure_one()
        template = self.copy({"is_template": True, "partner_id": False})
        template.message_post(body=_(
            "Template created from %s.", self.name,
        ))
        return _tell(self._name, template.id, _("Project converted to template."))

    def create_template_from_project_undo_callback(self, callbacks):
        """Delete a template that was made by mistake."""
        self.filtered("is_template").unlink()

    def action_create_from_template(self, values=None, role_to_users_mapping=None):
        """Make a project of the template; dates move along, roles find their people."""
        self.ensure_one()
        values = dict(values or {})
        if self.date_start and self.date and not (values.get("date_start")
                                                  or values.get("date")):
            start = fields.Date.context_today(self)
            values["date_start"] = start
            values["date"] = start + (self.date - self.date_start)
        project = self.copy({"is_template": False, "name": self.name, **values})
        tasks = project.with_context(active_test=False).tasks
        tasks.is_template = False
        for mapping in role_to_users_mapping or ():
            for task in tasks.filtered(
                lambda t, role=mapping.role_id: role in t.role_ids
            ):
                task.user_ids |= mapping.user_ids
        tasks.role_ids = False
        project.message_post(body=_("Project created from template %(name)s.",
                                    name=self.name))
        return project


class ProjectTask(models.Model):
    _inherit = "project.task"

    def action_convert_to_template(self):
        """Make a template of the task."""
        self.ensure_one()
        if not self.project_id:
            return _tell(self._name, self.id, _("Tasks must belong to a project."))
        self.is_template = True
        self.message_post(body=_("Task converted to template"))
        return _tell(self._name, self.id, _("Task converted to template"))

    def action_undo_convert_to_template(self):
        """Make a plain task of the template again."""
        self.ensure_one()
        self.is_template = False
        self.message_post(body=_("Template converted back to regular task"))
        return _tell(self._name, self.id, _("Template converted back to regular task"))

    def action_create_from_template(self, values=None):
        """Make a task of the template; return its id."""
        self.ensure_one()
        task = self.copy({"is_template": False, "name": self.name, **(values or {})})
        return task.id
