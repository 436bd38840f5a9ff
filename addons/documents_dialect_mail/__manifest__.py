{
    "name": "Documents' dialect: mail",
    "version": "1.0",
    "category": "Technical",
    "summary": "What older guides promise of mail beyond Odoo 19.0",
    "depends": ["documents_dialect", "mail"],
    "data": [],
    "auto_install": True,
    "author": "the odoolite project",
    "license": "Other OSI approved licence",
}
