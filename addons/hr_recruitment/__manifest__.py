{
    "name": "Recruitment",
    "version": "1.1",
    "category": "Human Resources/Recruitment",
    "summary": "Jobs to fill and applicants",
    "depends": ["hr", "calendar", "utm", "attachment_indexation", "web_tour", "digest"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "data/mail_template_data.xml",
        "data/hr_recruitment_data.xml",
        "data/ir_actions_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
