"""Windows of tasks, and what portals and calendars ask of them."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _open_tasks(self, name, domain, **context):
        return {
            "type": "ir.actions.act_window", "name": name, "res_model": "project.task",
            "view_mode": "list,form,kanban,calendar,pivot,graph,activity",
            "domain": domain, "context": context,
        }

    def _open_form(self, task, **values):
        return {
            "type": "ir.actions.act_window", "name": _("Task"), "view_mode": "form",
            "res_model": "project.task", "res_id": task.id, **values,
        }

    def action_dependent_tasks(self):
        """Open the tasks that wait for this one."""
        self.ensure_one()
        if len(self.dependent_ids) == 1:
            return self._open_form(self.dependent_ids)
        return self._open_tasks(
            _("Dependent Tasks"), [("depend_on_ids", "=", self.id)],
            default_depend_on_ids=[(6, 0, self.ids)],
        )

    def action_recurring_tasks(self):
        """Open the tasks that come again along with this one."""
        tasks = self.recurrence_id.task_ids
        if len(tasks) == 1:
            return self._open_form(tasks)
        return self._open_tasks(
            _("Tasks in Recurrence"), [("recurrence_id", "in", self.recurrence_id.ids)],
            create=False,
        )

    def action_open_parent_task(self):
        """Open the task that this one is part of."""
        return self._open_form(self.parent_id, name=_("Parent Task"))

    def action_redirect_to_project_task_form(self):
        """Open the task where the web client shows it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "target": "self",
            "url": f"/odoo/all-tasks/{self.id}",
        }

    # ---- in shared projects
    def action_project_sharing_open_task(self):
        """Open the task as a collaborator of the project."""
        return self._open_form(self, context={"active_id": self.project_id.id})

    def action_project_sharing_view_parent_task(self):
        """Open the task that this one is part of, as a collaborator."""
        return self.parent_id.action_project_sharing_open_task()

    def action_project_sharing_open_subtasks(self):
        """Open the parts of the task, as a collaborator."""
        self.ensure_one()
        if len(self.child_ids) == 1:
            return self.child_ids.action_project_sharing_open_task()
        return self._open_tasks(
            _("Sub-tasks"), [("id", "child_of", self.id), ("id", "!=", self.id)],
            default_parent_id=self.id, default_project_id=self.project_id.id,
        )

    def action_project_sharing_open_blocking(self):
        """Open the tasks that wait for this one, as a collaborator."""
        self.ensure_one()
        if len(self.dependent_ids) == 1:
            return self.dependent_ids.action_project_sharing_open_task()
        return self._open_tasks(_("Blocking"), [("depend_on_ids", "=", self.id)])

    def action_project_sharing_recurring_tasks(self):
        """Open the tasks that come again, as a collaborator."""
        return self.action_recurring_tasks()

    def project_sharing_toggle_is_follower(self):
        """Follow the task, or do not any more; tell which."""
        self.ensure_one()
        self.check_access("read")
        partner = self.env.user.partner_id
        if partner in self.sudo().message_partner_ids:
            self.sudo().message_unsubscribe(partner.ids)
            return False
        self.sudo().message_subscribe(partner.ids)
        return True

    def get_mention_suggestions(self, search, limit=8):
        """Return who may be mentioned by a collaborator: those who follow the project."""
        self.ensure_one()
        self.check_access("read")
        partners = self.sudo().project_id.message_partner_ids | self.sudo().message_partner_ids
        wanted = (search or "").lower()
        found = partners.filtered(
            lambda p: wanted in (p.name or "").lower() or wanted in (p.email or "").lower()
        ).sorted("name")[:limit or None]
        return found.read(["id", "name", "email"])

    # ---- dates
    def update_date_end(self, stage_id):
        """Return the values that the move to a stage brings along."""
        stage = self.env["project.task.type"].browse(stage_id)
        return {"date_end": fields.Datetime.now() if stage.fold else False}

    def is_blocked_by_dependences(self):
        """Tell whether a task must be done before this one."""
        return any(not task.is_closed for task in self.depend_on_ids)

    @api.model
    def get_unusual_days(self, date_from, date_to=None):
        """Return for each day whether it is not worked on."""
        first = fields.Date.to_date(date_from)
        last = fields.Date.to_date(date_to or date_from)
        calendar = self.env.company.resource_calendar_id
        worked = {int(line.dayofweek) for line in calendar.attendance_ids}
        days = (fields.Date.add(first, days=n) for n in range((last - first).days + 1))
        return {
            fields.Date.to_string(day): bool(worked) and day.weekday() not in worked
            for day in days
        }

    def plan_task_in_calendar(self, vals):
        """Write what dropping the task on a calendar gives."""
        self.ensure_one()
        return self.write(vals)

    def action_unlink_recurrence(self):
        """The tasks do not come again any more."""
        recurrences = self.recurrence_id
        recurrences.task_ids.recurring_task = False
        recurrences.unlink()


class ProjectTags(models.Model):
    _inherit = "project.tags"

    @api.model
    def arrange_tag_list_by_id(self, tag_list, id_order):
        """Return tags in an order of their ids; the others follow."""
        known = {tag["id"]: tag for tag in tag_list}
        ordered = [known.pop(id_) for id_ in id_order if id_ in known]
        return [*ordered, *known.values()]
