{
    "name": "Expenses",
    "version": "2.1",
    "category": "Human Resources/Expenses",
    "summary": "Expenses of employees",
    "depends": ["account", "web_tour", "hr"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "data/hr_expense_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
