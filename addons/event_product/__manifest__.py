{
    "name": "Events Product",
    "version": "1.0",
    "category": "Marketing/Events",
    "summary": "Tickets of events are products",
    "depends": ["event", "product", "account"],
    "catalogue": True,
    "data": ["data/event_product_data.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
