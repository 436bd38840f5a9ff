"""Tasks on which hours are noted."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProjectTask(models.Model):
    _inherit = "project.task"

    allow_timesheets = fields.Boolean(
        compute="_compute_allow_timesheets", search="_search_allow_timesheets",
        compute_sudo=True)
    analytic_account_active = fields.Boolean(
        "Active Analytic Account", related="project_id.account_id.active")
    timesheet_ids = fields.One2many("account.analytic.line", "task_id", "Timesheets")
    encode_uom_in_days = fields.Boolean(compute="_compute_encode_uom_in_days")
    effective_hours = fields.Float(
        "Time Spent", compute="_compute_effective_hours", compute_sudo=True, store=True)
    subtask_effective_hours = fields.Float(
        "Time Spent on Sub-tasks", compute="_compute_subtask_effective_hours",
        recursive=True, store=True)
    total_hours_spent = fields.Float(
        "Total Time Spent", compute="_compute_total_hours_spent", store=True)
    remaining_hours = fields.Float(
        "Time Remaining", compute="_compute_remaining_hours", store=True, readonly=True)
    remaining_hours_percentage = fields.Float(
        compute="_compute_remaining_hours_percentage")
    progress = fields.Float(
        compute="_compute_progress_hours", store=True, aggregator="avg")
    overtime = fields.Float(compute="_compute_progress_hours", store=True)

    @api.depends("project_id.allow_timesheets")
    def _compute_allow_timesheets(self):
        for task in self:
            task.allow_timesheets = task.project_id.allow_timesheets

    def _search_allow_timesheets(self, operator, value):
        return [("project_id.allow_timesheets", operator, value)]

    def _compute_encode_uom_in_days(self):
        day = self.env.ref("uom.product_uom_day", raise_if_not_found=False)
        self.encode_uom_in_days = self.env.company.timesheet_encode_uom_id == day

    @api.depends("timesheet_ids.unit_amount")
    def _compute_effective_hours(self):
        found = {}
        if any(self._ids):
            rows = self.env["account.analytic.line"]._read_group(
                [("task_id", "in", self.ids)], ["task_id"], ["unit_amount:sum"])
            found = {task.id: hours for task, hours in rows}
        for task in self:
            task.effective_hours = round(found.get(task.id, 0.0), 2)

    @api.depends("child_ids.effective_hours", "child_ids.subtask_effective_hours")
    def _compute_subtask_effective_hours(self):
        for task in self.with_context(active_test=False):
            task.subtask_effective_hours = sum(
                child.effective_hours + child.subtask_effective_hours
                for child in task.child_ids)

    @api.depends("effective_hours", "subtask_effective_hours")
    def _compute_total_hours_spent(self):
        for task in self:
            task.total_hours_spent = task.effective_hours + task.subtask_effective_hours

    @api.depends("effective_hours", "subtask_effective_hours", "allocated_hours")
    def _compute_remaining_hours(self):
        for task in self:
            spent = task.effective_hours + task.subtask_effective_hours
            task.remaining_hours = task.allocated_hours - spent \
                if task.allocated_hours else 0.0

    @api.depends("allocated_hours", "remaining_hours")
    def _compute_remaining_hours_percentage(self):
        for task in self:
            task.remaining_hours_percentage = \
                task.remaining_hours / task.allocated_hours \
                if task.allocated_hours > 0 else 0.0

    @api.depends("effective_hours", "subtask_effective_hours", "allocated_hours")
    def _compute_progress_hours(self):
        for task in self:
            task.progress = task.overtime = 0.0
            if task.allocated_hours > 0:
                spent = task.effective_hours + task.subtask_effective_hours
                task.overtime = max(spent - task.allocated_hours, 0)
                task.progress = round(spent / task.allocated_hours, 2)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contains_entries(self):
        if self.with_context(active_test=False).timesheet_ids:
            raise UserError(
                _("These tasks have some timesheet entries referencing them. Before "
                  "removing these tasks, you have to remove these timesheet entries.")
                if len(self) > 1 else
                _("This task has some timesheet entries referencing it. Before removing "
                  "this task, you have to remove these timesheet entries."))

    @api.constrains("project_id")
    def _check_project_root(self):
        private = self.filtered(lambda task: not task.project_id)
        if private.sudo().timesheet_ids:
            raise UserError(_(
                "This task cannot be private because there are some timesheets linked to "
                "it."))

    def action_view_subtask_timesheet(self):
        """Open the hours of the sub-tasks."""
        self.ensure_one()
        below = self.search([("id", "child_of", self.ids)]) - self
        return {
            "type": "ir.actions.act_window", "name": _("Timesheets"),
            "res_model": "account.analytic.line", "view_mode": "list,form",
            "domain": [("project_id", "!=", False), ("task_id", "in", below.ids)],
            "context": {"default_project_id": self.project_id.id},
        }
