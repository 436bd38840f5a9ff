{
    "name": "Sales Teams",
    "version": "1.1",
    "category": "Sales/Sales",
    "summary": "Sales teams and their members",
    "depends": ["base", "mail"],
    "data": [
        "security/sales_team_security.xml",
        "security/ir.model.access.csv",
        "data/crm_team_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
