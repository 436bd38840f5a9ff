{
    "name": "Events Sales",
    "version": "1.3",
    "category": "Marketing/Events",
    "summary": "Orders register people for events",
    "depends": ["event_product", "sale_management"],
    "catalogue": True,
    "data": ["security/event_sale_security.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
