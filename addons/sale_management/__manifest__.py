{
    "name": "Sales",
    "version": "1.0",
    "category": "Sales/Sales",
    "summary": "Quotation templates",
    "depends": ["sale", "digest"],
    "catalogue": True,
    "data": [],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
