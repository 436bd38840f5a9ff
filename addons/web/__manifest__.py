{
    "name": "Web",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base"],
    "data": ["security/ir_rules.xml", "views/ir.ui.view.csv", "views/report_templates.xml"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
