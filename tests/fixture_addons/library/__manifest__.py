{
    "name": "Library",
    "version": "19.0.1.0.0",
    "depends": ["base"],
    "data": ["data/models.xml", "security/ir.model.access.csv", "data/books.xml"],
    "license": "LGPL-3",
    "author": "tests",
}
