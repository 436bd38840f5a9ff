{
    "name": "Products & Pricelists",
    "version": "1.2",
    "category": "Sales/Sales",
    "summary": "Products, variants, attributes and pricelists",
    "depends": ["base", "mail", "uom"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
