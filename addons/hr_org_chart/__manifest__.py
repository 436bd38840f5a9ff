{
    "name": "HR Org Chart",
    "version": "1.0",
    "category": "Human Resources",
    "summary": "Who works for whom",
    "depends": ["hr", "web_hierarchy"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "auto_install": ["hr"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
