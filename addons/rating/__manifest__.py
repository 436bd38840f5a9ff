{
    "name": "Customer Rating",
    "version": "1.1",
    "category": "Productivity",
    "summary": "What customers think, by a click in a mail",
    "depends": ["mail"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
