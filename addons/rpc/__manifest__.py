{
    "name": "RPC",
    "version": "1.0",
    "category": "Extra Tools",
    "depends": ["base"],
    "data": [],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
