{
    "name": "Units of measure",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Units of measure and conversion between them",
    "depends": ["base"],
    "catalogue": True,
    "data": ["views/ir.ui.view.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
