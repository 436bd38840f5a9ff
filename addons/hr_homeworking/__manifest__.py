{
    "name": "Remote Work",
    "version": "2.0",
    "category": "Human Resources/Remote Work",
    "summary": "Where employees work on which day",
    "depends": ["hr"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
