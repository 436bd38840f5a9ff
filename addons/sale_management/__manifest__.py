{
    "name": "Sales",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Templates of quotations, optional lines",
    "depends": ["sale", "digest"],
    "catalogue": True,
    "data": ["security/ir_rules.xml", "views/ir.ui.view.csv"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
