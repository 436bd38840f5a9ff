{
    "name": "Purchase Stock",
    "version": "1.2",
    "category": "Supply Chain/Purchase",
    "summary": "Receipts of purchase orders",
    "depends": ["stock_account", "purchase"],
    "catalogue": True,
    "data": ["data/stock_route_data.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
