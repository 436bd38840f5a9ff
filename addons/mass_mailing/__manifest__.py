{
    "name": "Email Marketing",
    "version": "2.7",
    "category": "Marketing/Email Marketing",
    "summary": "Mailing lists, mailings, and what became of them",
    "depends": [
        "contacts", "mail", "html_builder", "utm", "link_tracker", "social_media",
        "web_tour", "digest",
    ],
    "catalogue": True,
    "data": [
        "data/ir_cron_data.xml",
        "data/mailing_data.xml",
        "data/ir_rules.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
