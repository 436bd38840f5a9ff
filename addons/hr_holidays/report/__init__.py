from . import hr_leave_report, hr_leave_report_calendar
