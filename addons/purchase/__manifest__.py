{
    "name": "Purchase",
    "version": "1.2",
    "category": "Supply Chain/Purchase",
    "summary": "Requests for quotation, purchase orders and bills",
    "depends": ["account"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
