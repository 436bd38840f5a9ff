{
    "name": "Base import module",
    "version": "1.0",
    "category": "Hidden/Tools",
    "depends": ["web"],
    "data": [],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
