{
    "name": "Link Tracker",
    "version": "1.1",
    "category": "Marketing",
    "summary": "Short links that count who follows them",
    "depends": ["utm", "mail"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
