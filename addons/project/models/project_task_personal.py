"""Stages of one's own for the tasks that one is to do."""
from __future__ import annotations

from odoo import _, api, models


class ProjectTask(models.Model):
    _inherit = "project.task"

    @api.model_create_multi
    def create(self, vals_list):
        """Tasks lie in the first stage of each of those who are to do them."""
        tasks = super().create(vals_list)
        tasks._populate_missing_personal_stages()
        return tasks

    def write(self, vals):
        """New people get the tasks in their first stage."""
        result = super().write(vals)
        if "user_ids" in vals:
            self._populate_missing_personal_stages()
        return result

    def _populate_missing_personal_stages(self):
        """Put tasks into a stage of all assignees who have them in none."""
        rows = self.env["project.task.stage.personal"].sudo().search([
            ("task_id", "in", self.ids), ("stage_id", "=", False),
        ])
        for user in rows.user_id:
            stage = self._first_personal_stage(user)
            rows.filtered(lambda row, user=user: row.user_id == user).stage_id = stage
        if rows:
            self.invalidate_recordset(["personal_stage_id", "personal_stage_type_id"])

    @api.model
    def _first_personal_stage(self, user):
        stages = self.env["project.task.type"].sudo()
        found = stages.search([("user_id", "=", user.id)], limit=1)
        if found:
            return found
        lang = user.lang or self.env.lang
        return stages.with_context(lang=lang, default_project_id=False).create(
            self.with_context(lang=lang)._get_default_personal_stage_create_vals(user.id)
        )[0]

    @api.model
    def _get_default_personal_stage_create_vals(self, user_id):
        """Return the values of the stages that everybody begins with (hook)."""
        names = [(_("Inbox"), False), (_("Today"), False), (_("This Week"), False),
                 (_("This Month"), False), (_("Later"), False), (_("Done"), True),
                 (_("Cancelled"), True)]
        return [
            {"sequence": index, "name": name, "user_id": user_id, "fold": fold}
            for index, (name, fold) in enumerate(names, 1)
        ]
