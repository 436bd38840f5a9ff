{
    "name": "Maintenance - HR",
    "version": "1.0",
    "category": "Human Resources",
    "summary": "Equipment of employees and departments",
    "depends": ["hr", "maintenance"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
