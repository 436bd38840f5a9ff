{
    "name": "API Documentation",
    "version": "1.0",
    "category": "Hidden",
    "depends": ["web"],
    "data": ["security/api_doc_groups.xml"],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
