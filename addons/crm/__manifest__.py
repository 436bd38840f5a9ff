{
    "name": "CRM",
    "version": "1.9",
    "category": "Sales/CRM",
    "summary": "Track leads and close opportunities",
    "depends": [
        "base_setup", "sales_team", "mail", "calendar", "resource", "utm", "contacts",
        "phone_validation",
    ],
    "data": [
        "security/crm_security.xml",
        "security/ir.model.access.csv",
        "security/ir_rules.xml",
        "data/crm_lost_reason_data.xml",
        "data/crm_stage_data.xml",
        "data/crm_team_data.xml",
        "data/mail_message_subtype_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
