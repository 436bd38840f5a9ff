{
    "name": "SMS gateway",
    "version": "3.0",
    "category": "Sales/Sales",
    "summary": "Text messages on records, in a queue; nothing leaves the machine",
    "depends": ["base", "iap_mail", "mail", "phone_validation"],
    "catalogue": True,
    "data": ["data/ir_cron_data.xml", "data/ir_actions_server_data.xml"],
    "auto_install": ["mail", "phone_validation"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
