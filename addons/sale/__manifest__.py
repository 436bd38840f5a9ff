{
    "name": "Sales",
    "version": "1.2",
    "category": "Sales/Sales",
    "summary": "Quotations, orders and their invoices",
    "depends": ["sales_team", "account_payment", "utm"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "report/sale_report_templates.xml",
        "data/mail_template_data.xml",
        "views/ir.ui.view.csv",
        "data/ir_actions_server_data.xml",
        "data/ir_cron_data.xml",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
