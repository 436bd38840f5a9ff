{
    "name": "IM Bus",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["base", "web"],
    "data": [
        "security/ir.model.access.csv",
    ],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
