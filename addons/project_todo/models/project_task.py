"""To-dos: tasks without a project."""
from odoo import _, api, models
from odoo.tools import html2plaintext

LONGEST = 100


class ProjectTask(models.Model):
    _inherit = "project.task"

    @api.model_create_multi
    def create(self, vals_list):
        """Make tasks; a to-do without a name takes the first line of its text."""
        for vals in vals_list:
            if not any(vals.get(name) for name in ("name", "project_id", "parent_id")) \
                    and not self.env.context.get("default_project_id") \
                    and not self.env.context.get("default_name"):
                vals["name"] = self._name_from_text(vals.get("description"))
        return super().create(vals_list)

    def _name_from_text(self, text):
        line = html2plaintext(text or "").strip().replace("*", "").partition("\n")[0]
        if not line:
            return _("Untitled to-do")
        return f"{line[:LONGEST - 3]}..." if len(line) > LONGEST else line

    def action_convert_to_task(self):
        """Make a to-do a task of its project, and open it."""
        self.ensure_one()
        self.company_id = self.project_id.company_id
        return {
            "view_mode": "form", "res_model": "project.task", "res_id": self.id,
            "views": [(self.env.ref("project.view_task_form2").id, "form")],
            "type": "ir.actions.act_window",
        }

    @api.model
    def get_todo_views_id(self):
        """Return the views of to-dos as (id, type)."""
        kinds = (("kanban", "kanban"), ("tree", "list"), ("form", "form"),
                 ("activity", "activity"))
        return [
            (self.env["ir.model.data"]._xmlid_to_res_id(
                f"project_todo.project_task_view_todo_{name}"), kind)
            for name, kind in kinds
        ]
