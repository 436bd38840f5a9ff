{
    "name": "Resource",
    "version": "1.1",
    "category": "Hidden",
    "summary": "Working time and resources",
    "depends": ["base", "web"],
    "catalogue": True,
    "data": [
        "security/ir_rules.xml",
        "data/resource_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
