{
    "name": "Skills Management",
    "version": "1.0",
    "category": "Human Resources/Employees",
    "summary": "What employees can and have done",
    "depends": ["hr"],
    "catalogue": True,
    "data": [
        "security/hr_skills_security.xml", "data/hr_resume_data.xml",
        "data/hr_skills_data.xml", "data/ir_cron_data.xml", "views/ir.ui.view.csv",
    ],
    "application": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
