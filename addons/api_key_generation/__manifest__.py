{
    "name": "Keys made by programs",
    "version": "1.0",
    "category": "Technical",
    "summary": "API keys that programs make and revoke, as announced after Odoo 19.0",
    "depends": ["base"],
    "data": [],
    "author": "the odoolite project",
    "license": "Other OSI approved licence",
}
