{
    "name": "Calendar",
    "version": "1.1",
    "category": "Productivity/Calendar",
    "summary": "Meetings, attendees, recurrences and alarms",
    "depends": ["base", "mail"],
    "catalogue": True,
    "data": [
        "security/calendar_security.xml",
        "data/mail_template_data.xml",
        "data/calendar_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
