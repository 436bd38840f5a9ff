{
    "name": "Analytic Accounting",
    "version": "1.2",
    "category": "Accounting/Accounting",
    "summary": "Analytic plans, accounts and lines",
    "depends": ["base", "mail", "uom"],
    "catalogue": True,
    "data": ["security/ir_rules.xml", "data/analytic_data.xml", "views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
