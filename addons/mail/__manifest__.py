{
    "name": "Discuss",
    "version": "1.19",
    "category": "Productivity/Discuss",
    "summary": "Messages on records, channels, aliases and mail servers",
    "depends": ["base", "base_setup", "bus"],
    "data": [
        "security/mail_groups.xml",
        "security/ir.model.access.csv",
        "security/discuss_rules.xml",
        "data/mail_message_subtype_data.xml",
        "data/ir_cron_data.xml",
        "data/discuss_channel_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
