{
    "name": "Two-Factor Authentication (TOTP)",
    "version": "1.0",
    "category": "Extra Tools",
    "depends": ["web"],
    "data": ["security/ir.model.access.csv", "security/security.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
