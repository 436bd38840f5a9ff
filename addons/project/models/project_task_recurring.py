"""Tasks that come again: each makes the next one when it is closed."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

RULE = ("repeat_interval", "repeat_unit", "repeat_type", "repeat_until")


class ProjectTaskRecurrence(models.Model):
    _inherit = "project.task.recurrence"

    @api.constrains("repeat_interval")
    def _check_repeat_interval(self):
        if any(recurrence.repeat_interval <= 0 for recurrence in self):
            raise ValidationError(_("The interval should be greater than 0"))

    @api.constrains("repeat_type", "repeat_until")
    def _check_repeat_until(self):
        today = fields.Date.today()
        for recurrence in self:
            if recurrence.repeat_type == "until" and (recurrence.repeat_until or today) < today:
                raise ValidationError(_("The end date should be in the future"))

    def _get_recurrence_delta(self):
        return relativedelta(**{f"{self.repeat_unit}s": self.repeat_interval})

    def _create_next_occurrence(self, task):
        """Copy a task that was closed into the next one, unless the rule has ended."""
        self.ensure_one()
        delta = self._get_recurrence_delta()
        deadline = task.date_deadline and task.date_deadline + delta
        if self.repeat_type == "until" and self.repeat_until:
            moment = deadline or fields.Datetime.now() + delta
            if moment.date() > self.repeat_until:
                return self.env["project.task"]
        first = self.env["project.task.type"].search([
            ("project_ids", "in", task.project_id.ids), ("fold", "=", False),
        ], limit=1)
        return task.sudo().with_context(copy_project=True).copy({
            "name": task.name, "date_deadline": deadline, "recurring_task": True,
            "recurrence_id": self.id, "stage_id": (first or task.stage_id).id,
            "state": "01_in_progress", "priority": task.priority,
        })


class ProjectTask(models.Model):
    _inherit = "project.task"

    @api.model_create_multi
    def create(self, vals_list):
        """Tasks that come again get the rule of it."""
        vals_list = [self._with_recurrence(vals) for vals in vals_list]
        return super().create(vals_list)

    def _with_recurrence(self, vals):
        if not vals.get("recurring_task") or vals.get("recurrence_id"):
            return vals
        rule = {name: vals[name] for name in RULE if name in vals}
        recurrence = self.env["project.task.recurrence"].sudo().create(rule)
        return {**{name: value for name, value in vals.items() if name not in RULE},
                "recurrence_id": recurrence.id}

    def write(self, vals):
        """The rule follows the task; closing a task makes the next one."""
        if any(name in vals for name in RULE):
            for recurrence in self.recurrence_id:
                recurrence.sudo().write({n: vals[n] for n in RULE if n in vals})
        open_ones = self.filtered(lambda task: not task.is_closed)
        result = super().write({n: v for n, v in vals.items() if n not in RULE}) \
            if any(n not in RULE for n in vals) else True
        if "recurring_task" in vals:
            self._set_recurring(bool(vals["recurring_task"]), vals)
        if "state" in vals:
            for task in open_ones.filtered("is_closed"):
                last = task.recurrence_id.task_ids.sorted("id")[-1:]
                if task.recurring_task and task == last:
                    task.recurrence_id.sudo()._create_next_occurrence(task)
        return result

    def _set_recurring(self, recurring, vals):
        if not recurring:
            self.sudo().recurrence_id.unlink()
            return
        for task in self.filtered(lambda t: not t.recurrence_id):
            task.recurrence_id = self.env["project.task.recurrence"].sudo().create(
                {name: vals[name] for name in RULE if name in vals}
            )
