{
    "name": "Web",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base"],
    "data": ["views/ir.ui.view.csv", "views/report_templates.xml"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
