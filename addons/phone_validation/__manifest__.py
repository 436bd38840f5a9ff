{
    "name": "Phone Numbers Validation",
    "version": "2.1",
    "category": "Hidden",
    "summary": "Phone numbers in their international form, and a blacklist of them",
    "depends": ["base", "mail"],
    "data": ["security/ir.model.access.csv", "views/ir.ui.view.csv"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
