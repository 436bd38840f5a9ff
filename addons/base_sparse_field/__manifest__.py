{
    "name": "Sparse Fields",
    "version": "1.0",
    "category": "Hidden",
    "summary": "Fields that are kept together in one column, as JSON.",
    "depends": ["base"],
    "data": ["security/ir.model.access.csv"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
