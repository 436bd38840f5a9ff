{
    "name": "Purchase",
    "version": "1.2",
    "category": "Supply Chain/Purchase",
    "summary": "Requests for quotation, purchase orders and bills",
    "depends": ["account"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "report/purchase_report_templates.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "views/ir.ui.view.csv",
        "data/ir_actions_server_data.xml",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
