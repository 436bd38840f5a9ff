{
    "name": "MTO Sale <-> Purchase",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Sales and the purchases made for them know of each other",
    "depends": ["sale_stock", "purchase_stock", "sale_purchase"],
    "catalogue": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
