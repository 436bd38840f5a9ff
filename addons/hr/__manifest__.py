{
    "name": "Employees",
    "version": "1.1",
    "category": "Human Resources/Employees",
    "summary": "Employees, departments and jobs",
    "depends": ["base_setup", "digest", "phone_validation", "resource_mail", "web"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml", "data/hr_contract_type_data.xml", "data/hr_data.xml",
        "data/ir_actions_data.xml", "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
