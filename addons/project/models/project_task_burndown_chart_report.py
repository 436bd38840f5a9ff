"""Burndown: for each period, the stage in which a task stood at its end."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

PERIODS = ("day", "week", "month", "quarter", "year")
STEPS = {"quarter": "3 months"}
COPIED = ("allocated_hours", "date_assign", "date_deadline", "date_last_stage_update",
          "milestone_id", "partner_id", "project_id", "state")


class ProjectTaskBurndownChartReport(models.AbstractModel):
    _name = "project.task.burndown.chart.report"
    _description = "Burndown Chart"
    _auto = False
    _order = "date"

    allocated_hours = fields.Float(string="Allocated Time", readonly=True)
    date = fields.Datetime(readonly=True)
    date_assign = fields.Datetime(string="Assignment Date", readonly=True)
    date_deadline = fields.Date(string="Deadline", readonly=True)
    date_last_stage_update = fields.Date(string="Last Stage Update", readonly=True)
    is_closed = fields.Selection(
        [("closed", "Closed tasks"), ("open", "Open tasks")], string="Closing Stage",
        readonly=True)
    milestone_id = fields.Many2one("project.milestone", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    project_id = fields.Many2one("project.project", readonly=True)
    stage_id = fields.Many2one("project.task.type", readonly=True)
    state = fields.Selection(
        [("01_in_progress", "In Progress"), ("1_done", "Done"),
         ("04_waiting_normal", "Waiting"), ("03_approved", "Approved"),
         ("1_canceled", "Cancelled"), ("02_changes_requested", "Changes Requested")],
        readonly=True, copy=False)
    tag_ids = fields.Many2many(
        "project.tags", "project_tags_project_task_rel", "project_task_id",
        "project_tags_id", string="Tags", readonly=True)
    user_ids = fields.Many2many(
        "res.users", "project_task_user_rel", "task_id", "user_id", string="Assignees",
        readonly=True)

    @api.model
    def _read_group(
        self, domain, groupby=(), aggregates=(), having=(), offset=0, limit=None,
        order=None,
    ):
        periods = [spec.partition(":")[2] for spec in groupby if spec.startswith("date:")]
        if not periods or not {"stage_id", "is_closed"} & set(groupby):
            raise UserError(_(
                "The view must be grouped by date and by Stage - Burndown chart or Is "
                "Closed - Burnup chart"))
        period = periods[0] if periods[0] in PERIODS else "month"
        return super(ProjectTaskBurndownChartReport, self.with_context(
            burndown_period=period))._read_group(
                domain, groupby, aggregates, having, offset, limit, order)

    @property
    def _table_query(self):
        """Rows of the task's stays in stages, one for each period that ended in one."""
        period = self.env.context.get("burndown_period", "month")
        copied = SQL(", ").join(SQL("t.%s", SQL.identifier(name)) for name in COPIED)
        now = fields.Datetime.now()
        return SQL(
            "WITH changes AS ("
            "SELECT m.res_id AS task_id, m.date AS moment, v.old_value_integer AS old, "
            "v.new_value_integer AS new, "
            "LAG(m.date) OVER (PARTITION BY m.res_id ORDER BY v.id) AS former, "
            "LEAD(m.date) OVER (PARTITION BY m.res_id ORDER BY v.id) AS next "
            "FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id "
            "WHERE m.model = 'project.task' AND v.field_id = %(field)s"
            "), stays AS ("
            "SELECT c.task_id, c.old AS stage_id, "
            "COALESCE(c.former, t.create_date) AS since, c.moment AS until, 0 AS lasts "
            "FROM changes c JOIN project_task t ON t.id = c.task_id "
            "UNION ALL "
            "SELECT c.task_id, c.new, c.moment, %(now)s, 1 FROM changes c "
            "WHERE c.next IS NULL "
            "UNION ALL "
            "SELECT t.id, t.stage_id, t.create_date, %(now)s, 1 FROM project_task t "
            "WHERE t.id NOT IN (SELECT task_id FROM changes)"
            "), periods AS ("
            "SELECT begin FROM generate_series("
            "(SELECT date_trunc(%(period)s, MIN(create_date)) FROM project_task), "
            "%(now)s, %(step)s::interval) AS series(begin)"
            ") SELECT s.task_id * 10000 + ROW_NUMBER() OVER ("
            "PARTITION BY s.task_id ORDER BY p.begin) AS id, p.begin AS date, s.stage_id, "
            "CASE WHEN stage.fold THEN 'closed' ELSE 'open' END AS is_closed, "
            "s.task_id, %(copied)s "
            "FROM stays s JOIN project_task t ON t.id = s.task_id "
            "LEFT JOIN project_task_type stage ON stage.id = s.stage_id "
            "JOIN periods p ON p.begin >= date_trunc(%(period)s, s.since) "
            "AND (p.begin < date_trunc(%(period)s, s.until) OR s.lasts = 1) "
            "WHERE t.project_id IS NOT NULL",
            field=self.env["ir.model.fields"]._get("project.task", "stage_id").id,
            now=now, period=period, copied=copied,
            step=STEPS.get(period, f"1 {period}"),
        )
