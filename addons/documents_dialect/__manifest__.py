{
    "name": "Documents' dialect",
    "version": "1.0",
    "category": "Technical",
    "summary": "What older guides promise beyond Odoo 19.0; left out by --strict",
    "depends": ["base"],
    "data": [],
    "author": "the odoolite project",
    "license": "Other OSI approved licence",
}
