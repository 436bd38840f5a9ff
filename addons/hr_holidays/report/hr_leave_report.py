"""Time off asked for and allocated, to be counted together."""
from odoo import fields, models
from odoo.tools import SQL


class HrLeaveReport(models.Model):
    _name = "hr.leave.report"
    _description = "Time Off Summary / Report"
    _auto = False
    _order = "date_from DESC, employee_id"

    leave_id = fields.Many2one("hr.leave", string="Time Off Request", readonly=True)
    allocation_id = fields.Many2one(
        "hr.leave.allocation", string="Allocation Request", readonly=True)
    employee_id = fields.Many2one("hr.employee", readonly=True)
    name = fields.Char("Description", readonly=True)
    number_of_days = fields.Float(readonly=True, aggregator="sum")
    number_of_hours = fields.Float(readonly=True, aggregator="sum")
    leave_type = fields.Selection(
        [("allocation", "Allocation"), ("request", "Time Off")], string="Request Type",
        readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    holiday_status_id = fields.Many2one("hr.leave.type", string="Time Off Type",
                                        readonly=True)
    state = fields.Selection(
        [("cancel", "Cancelled"), ("confirm", "To Approve"), ("refuse", "Refused"),
         ("validate1", "Second Approval"), ("validate", "Approved")], string="Status",
        readonly=True)
    date_from = fields.Datetime("Start Date", readonly=True)
    date_to = fields.Datetime("End Date", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        # requests count down, allocations up; negative ids are those of allocations
        return SQL("""
            SELECT l.id AS id, l.id AS leave_id, CAST(NULL AS INTEGER) AS allocation_id,
                   l.employee_id AS employee_id, l.private_name AS name,
                   -l.number_of_days AS number_of_days,
                   -l.number_of_hours AS number_of_hours, 'request' AS leave_type,
                   l.department_id AS department_id,
                   l.holiday_status_id AS holiday_status_id, l.state AS state,
                   l.date_from AS date_from, l.date_to AS date_to,
                   l.employee_company_id AS company_id
            FROM hr_leave l
            UNION ALL
            SELECT -a.id, CAST(NULL AS INTEGER), a.id, a.employee_id, a.name,
                   a.number_of_days, a.number_of_days * COALESCE(c.hours_per_day, 8),
                   'allocation', a.department_id, a.holiday_status_id, a.state,
                   CAST(a.date_from AS TIMESTAMP), CAST(a.date_to AS TIMESTAMP),
                   a.employee_company_id
            FROM hr_leave_allocation a
            JOIN hr_employee e ON e.id = a.employee_id
            LEFT JOIN resource_resource r ON r.id = e.resource_id
            LEFT JOIN resource_calendar c ON c.id = r.calendar_id
            WHERE a.active
        """)

    def action_open_record(self):
        """Open the request or the allocation."""
        self.ensure_one()
        record = self.leave_id or self.allocation_id
        return {
            "type": "ir.actions.act_window", "res_model": record._name,
            "res_id": record.id, "view_mode": "form", "views": [[False, "form"]],
        }
