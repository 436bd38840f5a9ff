{
    "name": "Base import module",
    "version": "1.0",
    "category": "Hidden/Tools",
    "depends": ["web"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
