"""Who is away when, for everybody to see."""
from odoo import fields, models
from odoo.tools import SQL


class HrLeaveReportCalendar(models.Model):
    _name = "hr.leave.report.calendar"
    _description = "Time Off Calendar"
    _auto = False
    _order = "start_datetime DESC, employee_id"

    name = fields.Char(compute="_compute_name")
    leave_id = fields.Many2one("hr.leave", readonly=True,
                               groups="hr_holidays.group_hr_holidays_user")
    start_datetime = fields.Datetime("From", readonly=True)
    stop_datetime = fields.Datetime("To", readonly=True)
    duration = fields.Float(readonly=True)
    employee_id = fields.Many2one("hr.employee", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    state = fields.Selection(
        [("cancel", "Cancelled"), ("confirm", "To Approve"), ("refuse", "Refused"),
         ("validate1", "Second Approval"), ("validate", "Approved")], readonly=True)
    is_hatched = fields.Boolean("Hatched", readonly=True)
    is_striked = fields.Boolean("Striked", readonly=True)

    def _compute_name(self):
        for row in self.sudo():
            row.name = self.env._(
                "%(employee)s: %(duration)s", employee=row.employee_id.name,
                duration=row.leave_id.duration_display or "")

    @property
    def _table_query(self):
        return SQL("""
            SELECT l.id AS id, l.id AS leave_id, l.date_from AS start_datetime,
                   l.date_to AS stop_datetime, l.number_of_days AS duration,
                   l.employee_id AS employee_id, l.department_id AS department_id,
                   l.employee_company_id AS company_id, l.state AS state,
                   l.state NOT IN ('validate', 'refuse') AS is_hatched,
                   l.state = 'refuse' AS is_striked
            FROM hr_leave l
            WHERE l.state IN ('confirm', 'validate1', 'validate')
        """)
