{
    "name": "Gamification",
    "version": "1.0",
    "category": "Human Resources",
    "summary": "Badges, goals, challenges, karma and ranks",
    "depends": ["mail"],
    "catalogue": True,
    "data": [
        "security/gamification_rules.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "data/gamification_badge_data.xml",
        "data/gamification_karma_rank_data.xml",
        "data/gamification_challenge_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
