{
    "name": "Maintenance",
    "version": "1.0",
    "category": "Supply Chain/Maintenance",
    "summary": "Equipment and maintenance requests",
    "depends": ["mail"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
