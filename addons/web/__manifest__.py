{
    "name": "Web",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base"],
    "data": [],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
