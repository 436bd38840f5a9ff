{
    "name": "Project",
    "version": "1.3",
    "category": "Services/Project",
    "summary": "Organize and plan your projects",
    "depends": [
        "analytic", "base_setup", "mail", "portal", "rating", "resource", "web", "digest",
    ],
    "data": [
        "security/project_security.xml",
        "security/ir.model.access.csv",
        "security/ir_rules.xml",
        "data/mail_message_subtype_data.xml",
        "data/project_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "data/ir_actions_server_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
