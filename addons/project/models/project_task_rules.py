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
