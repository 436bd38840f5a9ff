{
    "name": "Surveys",
    "version": "3.7",
    "category": "Marketing/Surveys",
    "summary": "Questions, answers, scores and certifications",
    "depends": ["auth_signup", "http_routing", "mail", "web_tour", "gamification"],
    "catalogue": True,
    "data": [
        "security/survey_security.xml",
        "data/survey_data.xml",
        "data/ir_actions_data.xml",
        "data/mail_template_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
