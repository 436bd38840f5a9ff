{
    "name": "Sales - Project",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Orders make projects and tasks of what is sold",
    "depends": ["sale_management", "sale_service", "project_account"],
    "catalogue": True,
    "auto_install": ["sale_management", "project_account"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
