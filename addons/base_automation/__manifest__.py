{
    "name": "Automation Rules",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Server actions that run when records change, by time and by webhooks",
    "depends": ["base", "digest", "resource", "mail", "sms"],
    "catalogue": True,
    "data": ["data/ir_cron_data.xml", "views/ir.ui.view.csv"],
    "uninstall_hook": "uninstall_hook",
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
