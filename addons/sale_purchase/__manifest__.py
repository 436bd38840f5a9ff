{
    "name": "Sale Purchase",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Services that are sold are bought of vendors",
    "depends": ["sale", "purchase"],
    "catalogue": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
