{
    "name": "Task Logs",
    "version": "1.0",
    "category": "Services/Timesheets",
    "summary": "Hours spent on projects and tasks",
    "depends": ["hr", "hr_hourly_cost", "analytic", "project", "uom"],
    "catalogue": True,
    "data": ["security/hr_timesheet_security.xml", "security/ir.model.access.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
