"""Deleting stages that projects or tasks stand in."""
from __future__ import annotations

from odoo import _, fields, models


class ProjectStageDelete(models.TransientModel):
    _name = "project.project.stage.delete.wizard"
    _description = "Project Stage Delete Wizard"

    projects_count = fields.Integer(
        string="Number of Projects", compute="_compute_projects_count",
    )
    stage_ids = fields.Many2many(
        "project.project.stage", string="Stages To Delete", context={"active_test": False},
    )
    stages_active = fields.Boolean(compute="_compute_stages_active")

    def _find_projects(self):
        return self.env["project.project"].with_context(active_test=False).search(
            [("stage_id", "in", self.stage_ids.ids)]
        )

    def _compute_projects_count(self):
        for wizard in self:
            wizard.projects_count = len(wizard._find_projects())

    def _compute_stages_active(self):
        for wizard in self:
            wizard.stages_active = all(wizard.stage_ids.mapped("active"))

    def action_archive(self):
        """Archive the stages and what stands in them."""
        self._find_projects().write({"active": False})
        self.stage_ids.write({"active": False})
        return self._back()

    def action_unarchive_project(self):
        """Bring back the projects of the stages."""
        self._find_projects().filtered(lambda p: not p.active).action_unarchive()

    def action_unlink(self):
        """Delete the stages; projects in them keep them from it."""
        self.stage_ids.unlink()
        return self._back()

    def _back(self):
        xml_id = "project.project_project_stage_configure"
        return {**self.env["ir.actions.actions"]._for_xml_id(xml_id), "target": "main"}


class ProjectTaskTypeDelete(models.TransientModel):
    _name = "project.task.type.delete.wizard"
    _description = "Project Task Stage Delete Wizard"

    project_ids = fields.Many2many("project.project", string="Projects")
    stage_ids = fields.Many2many(
        "project.task.type", string="Stages To Delete", context={"active_test": False},
    )
    stages_active = fields.Boolean(compute="_compute_stages_active")
    tasks_count = fields.Integer(string="Number of Tasks", compute="_compute_tasks_count")

    def _find_tasks(self):
        return self.env["project.task"].with_context(active_test=False).search(
            [("stage_id", "in", self.stage_ids.ids)]
        )

    def _compute_tasks_count(self):
        for wizard in self:
            wizard.tasks_count = len(wizard._find_tasks())

    def _compute_stages_active(self):
        for wizard in self:
            wizard.stages_active = all(wizard.stage_ids.mapped("active"))

    def action_archive(self):
        """Archive the stages; ask first where projects share them."""
        if len(self.project_ids) <= 1:
            return self.action_confirm()
        return self._open("project.view_project_task_type_delete_confirmation_wizard",
                          _("Confirmation"))

    def action_confirm(self):
        """Archive the stages and the tasks in them."""
        self._find_tasks().write({"active": False})
        self.stage_ids.write({"active": False})
        return self._back()

    def action_unarchive_task(self):
        """Bring back the tasks of the stages."""
        self._find_tasks().filtered(lambda t: not t.active).action_unarchive()

    def action_unlink(self):
        """Delete the stages; tasks in them keep them from it."""
        self.stage_ids.unlink()
        return self._back()

    def _open(self, view, name):
        return {
            "name": name, "view_mode": "form", "res_model": self._name,
            "views": [(self.env.ref(view).id, "form")], "type": "ir.actions.act_window",
            "res_id": self.id, "target": "new", "context": dict(self.env.context),
        }

    def _back(self):
        project = self.env.context.get("project_id")
        xml_id = "project.act_project_project_2_project_task_all" if project \
            else "project.open_task_type_form"
        action = {**self.env["ir.actions.actions"]._for_xml_id(xml_id), "target": "main"}
        if project:
            action["domain"] = [("project_id", "=", project)]
        return action


class ProjectProjectStage(models.Model):
    _inherit = "project.project.stage"

    def unlink_wizard(self, stage_view=False):
        """Open the window that deletes stages, told of the projects in them."""
        wizard = self.env["project.project.stage.delete.wizard"].create({
            "stage_ids": [(6, 0, self.ids)],
        })
        return {
            "name": _("Delete Project Stage"), "view_mode": "form",
            "res_model": wizard._name, "type": "ir.actions.act_window",
            "views": [(self.env.ref("project.view_project_project_stage_delete_wizard").id,
                       "form")],
            "res_id": wizard.id, "target": "new",
            "context": {**self.env.context, "stage_view": stage_view},
        }


class ProjectTaskType(models.Model):
    _inherit = "project.task.type"

    def unlink_wizard(self, stage_view=False):
        """Open the window that deletes stages, told of the tasks in them."""
        stages = self.with_context(active_test=False)
        wizard = self.env["project.task.type.delete.wizard"].create({
            "project_ids": [(6, 0, stages.project_ids.ids)],
            "stage_ids": [(6, 0, self.ids)],
        })
        view = "project.view_project_task_type_delete_wizard"
        return {**wizard._open(view, _("Delete Stage")),
                "context": {**self.env.context, "stage_view": stage_view}}
