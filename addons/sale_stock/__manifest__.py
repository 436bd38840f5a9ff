{
    "name": "Sales and Warehouse Management",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Deliveries of sales orders",
    "depends": ["sale", "stock_account"],
    "catalogue": True,
    "data": ["security/ir_rules.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
