{
    "name": "Sales - Project",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Orders make projects and tasks of what is sold",
    "depends": ["sale_management", "sale_service", "project_account"],
    "catalogue": True,
    "data": ["data/ir_actions_server_data.xml", "views/ir.ui.view.csv"],
    "auto_install": ["sale_management", "project_account"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
