{
    "name": "Customer Portal",
    "version": "1.0",
    "category": "Hidden",
    "summary": "Documents that customers see, and who may see them",
    "depends": ["web", "html_editor", "http_routing", "mail", "auth_signup"],
    "catalogue": True,
    "data": ["data/ir_actions_data.xml", "views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
