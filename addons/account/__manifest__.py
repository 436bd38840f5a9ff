{
    "name": "Invoicing",
    "version": "1.4",
    "category": "Accounting/Accounting",
    "summary": "Journals, taxes, entries, invoices, payments and their reconciliation",
    "depends": [
        "base_setup", "onboarding", "product", "analytic", "portal", "digest",
    ],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "security/account_groups.xml",
        "data/account_data.xml",
        "data/account.account.csv",
        "data/account_chart_data.xml",
        "data/account_payment_term_data.xml",
        "report/account_report_templates.xml",
        "data/mail_template_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
