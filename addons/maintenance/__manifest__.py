{
    "name": "Maintenance",
    "version": "1.0",
    "category": "Supply Chain/Maintenance",
    "summary": "Equipment and maintenance requests",
    "depends": ["mail"],
    "catalogue": True,
    "data": ["security/ir_rules.xml", "views/ir.ui.view.csv"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
