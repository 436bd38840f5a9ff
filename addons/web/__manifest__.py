{
    "name": "Web",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base"],
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
