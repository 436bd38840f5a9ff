{
    "name": "Recruitment - Skills Management",
    "version": "1.0",
    "category": "Human Resources/Recruitment",
    "summary": "Skills of applicants, held against those that jobs need",
    "depends": ["hr_skills", "hr_recruitment"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
