{
    "name": "Inventory",
    "version": "1.1",
    "category": "Supply Chain/Inventory",
    "summary": "Warehouses, transfers and quantities",
    "depends": ["product", "barcodes_gs1_nomenclature", "digest"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "data/stock_data.xml",
        "data/stock_cron_data.xml",
        "report/stock_report_templates.xml",
        "data/mail_template_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
