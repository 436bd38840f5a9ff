# The names of models, fields and methods rest on Odoo's public documentation and on what
# its RPC users write, not on observations of a live server, as those of other addons do.
{
    "name": "Time Off",
    "version": "1.6",
    "category": "Human Resources/Time Off",
    "summary": "Allocations and requests of time off, with their approval",
    "depends": ["hr", "calendar", "resource"],
    "data": [
        "security/hr_holidays_security.xml", "security/ir.model.access.csv",
        "data/hr_holidays_data.xml", "data/ir_cron_data.xml", "views/hr_holidays_views.xml",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
