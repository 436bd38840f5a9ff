"""A to-do with its activity, made at a stroke."""
from odoo import _, fields, models


class MailActivityTodoCreate(models.TransientModel):
    _inherit = "mail.activity.todo.create"

    date_deadline = fields.Date(default=fields.Date.context_today)
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)

    def create_todo_activity(self):
        """Make the to-do and the activity; a note that says so."""
        self.ensure_one()
        todo = self.env["project.task"].create({
            "name": self.summary, "description": self.note,
            "date_deadline": self.date_deadline, "user_ids": [(6, 0, self.user_id.ids)],
        })
        self.env["mail.activity"].create({
            "res_model_id": self.env["ir.model"]._get_id("project.task"),
            "res_id": todo.id, "summary": self.summary, "user_id": self.user_id.id,
            "date_deadline": self.date_deadline,
            "activity_type_id": self.env["mail.activity"]._default_activity_type_for_model(
                "project.task").id,
        })
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success",
                "message": _("Your to-do has been successfully added to your pipeline."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
