{
    "name": "Events Organization",
    "version": "1.9",
    "category": "Marketing/Events",
    "summary": "Events, tickets, registrations and what attendees are written",
    "depends": ["barcodes", "base_setup", "mail", "phone_validation", "portal", "utm"],
    "catalogue": True,
    "data": [
        "security/event_security.xml",
        "data/report_paperformat_data.xml",
        "data/event_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
