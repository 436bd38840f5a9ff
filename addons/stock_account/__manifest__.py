{
    "name": "WMS Accounting",
    "version": "1.1",
    "category": "Supply Chain/Inventory",
    "summary": "Stock and accounting together",
    "depends": ["stock", "account"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "data/stock_account_data.xml",
        "data/ir_actions_server_data.xml",
        "views/ir.ui.view.csv",
        "report/stock_valuation_templates.xml",
    ],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
