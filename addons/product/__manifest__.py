{
    "name": "Products & Pricelists",
    "version": "1.2",
    "category": "Sales/Sales",
    "summary": "Products, variants, attributes and pricelists",
    "depends": ["base", "mail", "uom"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml", "views/ir.ui.view.csv", "data/ir_actions_server_data.xml",
        "report/product_pricelist_report_templates.xml",
        "report/product_label_templates.xml",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
