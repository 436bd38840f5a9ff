{
    "name": "Initial Setup Tools",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base", "web"],
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
