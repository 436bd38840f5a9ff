"""What happens to tasks, and mails that make them."""
from __future__ import annotations

from odoo import _, api, fields, models

STATES = {
    "01_in_progress": "mt_task_in_progress", "02_changes_requested":
    "mt_task_changes_requested", "03_approved": "mt_task_approved",
    "1_done": "mt_task_done", "1_canceled": "mt_task_canceled",
    "04_waiting_normal": "mt_task_waiting",
}


class ProjectTask(models.Model):
    _inherit = "project.task"

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Create tasks; those with people note when they got them."""
        now = fields.Datetime.now()
        for vals in vals_list:
            vals.setdefault("date_last_stage_update", now)
            if vals.get("user_ids"):
                vals.setdefault("date_assign", now)
        tasks = super().create(vals_list)
        for task in tasks.filtered("user_ids"):
            task.sudo()._message_subscribe(partner_ids=task.user_ids.partner_id.ids)
        return tasks

    def write(self, vals):
        """Note when tasks move, get people, end."""
        now = fields.Datetime.now()
        if "stage_id" in vals:
            vals = {**vals, "date_last_stage_update": now}
            stage = self.env["project.task.type"].browse(vals["stage_id"] or ())
            vals.setdefault("date_end", now if stage.fold else False)
        if vals.get("user_ids") and "date_assign" not in vals:
            vals = {**vals, "date_assign": now}
        result = super().write(vals)
        if vals.get("user_ids"):
            for task in self:
                task.sudo()._message_subscribe(partner_ids=task.user_ids.partner_id.ids)
        return result

    # ---- messages
    def _creation_subtype(self):
        return self.env.ref("project.mt_task_new")

    def _creation_message(self):
        self.ensure_one()
        if self.project_id:
            return _('A new task has been created in the "%(project_name)s" project.',
                     project_name=self.project_id.display_name)
        return _("A new task has been created and is not part of any project.")

    def _track_subtype(self, initial_values):
        self.ensure_one()
        if "stage_id" in initial_values:
            return self.env.ref("project.mt_task_stage")
        if "state" in initial_values and self.state in STATES:
            return self.env.ref(f"project.{STATES[self.state]}")
        return super()._track_subtype(initial_values)

    def _message_auto_subscribe_followers(self, updated_values, default_subtype_ids):
        return [] if "user_ids" in updated_values else \
            super()._message_auto_subscribe_followers(updated_values, default_subtype_ids)

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers go to the alias of the project."""
        found = super()._notify_get_reply_to(default=default, author_id=author_id)
        author = self.env["res.partner"].sudo().browse(author_id or ()).exists()
        name = author.name or (self.env.user.name if not author_id else "")
        for task in self.sudo():
            email = task.project_id.alias_email
            if email:
                found[task.id] = self._format_reply_to(email, name)
        return found

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        return ["|", ("partner_id.email_normalized", "=", email_from_normalized),
                ("email_from", "ilike", email_from_normalized)]

    # ---- mails
    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make a task of a mail; its sender becomes a partner, and the customer."""
        author = self.env["res.partner"].sudo().browse(msg_dict.get("author_id") or ())
        if not author and msg_dict.get("email_from"):
            author = self.env["mail.thread"]._partner_find(
                [msg_dict["email_from"]], no_create=False
            )[:1]
            msg_dict["author_id"] = author.id
        known = self._known_in_copy(msg_dict)
        defaults = {
            "name": msg_dict.get("subject") or _("No Subject"),
            "allocated_hours": 0.0,
            "partner_id": author.id,
            "description": str(msg_dict.get("body") or "").strip() or False,
            "email_from": msg_dict.get("email_from"),
            **(custom_values or {}),
        }
        task = super(
            ProjectTask, self.with_context(default_user_ids=False)
        ).message_new(msg_dict, defaults)
        if known:
            task._message_subscribe(partner_ids=known.ids)
        return task

    @api.model
    def _known_in_copy(self, msg_dict):
        return self.env["res.partner"].sudo().browse(
            msg_dict.get("partner_ids") or ()
        ).exists()

    def action_convert_to_subtask(self):
        """Open the task to give it a parent."""
        self.ensure_one()
        return {
            "name": _("Convert to Task/Sub-Task"), "type": "ir.actions.act_window",
            "res_model": "project.task", "res_id": self.id, "view_mode": "form",
            "target": "new",
        }

    def action_open_task(self):
        """Open the task."""
        return {
            "view_mode": "form", "res_model": "project.task", "res_id": self.id,
            "type": "ir.actions.act_window",
        }
