"""What tasks must not be: their own parents, blocked by each other, private parts."""
from __future__ import annotations

from odoo import _, api, models
from odoo.exceptions import ValidationError


class ProjectTask(models.Model):
    _inherit = "project.task"

    _recurring_task_has_no_parent = models.Constraint(
        "CHECK (NOT (recurring_task IS TRUE AND parent_id IS NOT NULL))",
        "You cannot convert this task into a sub-task because it is recurrent.",
    )
    _private_task_has_no_parent = models.Constraint(
        "CHECK (NOT (project_id IS NULL AND parent_id IS NOT NULL))",
        "A private task cannot have a parent.",
    )

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(_(
                "Error! You cannot create a recursive hierarchy of tasks."
            ))

    @api.constrains("depend_on_ids")
    def _check_no_cyclic_dependencies(self):
        if self._has_cycle("depend_on_ids"):
            raise ValidationError(_("Two tasks cannot depend on each other."))

    def _get_all_subtasks(self):
        """Return the parts of the tasks, and theirs."""
        tasks = self.with_context(active_test=False)
        return tasks.search([("id", "child_of", self.ids)]).with_env(self.env) - self

    def unlink(self):
        """Parts go with their task; the rule of repeating goes with its last one."""
        tasks = self | self._get_all_subtasks()
        recurrences = tasks.sudo().recurrence_id.filtered(
            lambda rule: rule.task_ids.sorted("id")[-1:] <= tasks.sudo()
        )
        recurrences.unlink()
        return super(ProjectTask, tasks).unlink()

    def action_archive(self):
        """Parts that stand in no project of their own are archived along."""
        parts = self.child_ids.filtered(lambda task: not task.display_in_project)
        if parts:
            parts.action_archive()
        return super().action_archive()
