{
    "name": "Contacts",
    "category": "Sales/CRM",
    "summary": "Centralize your address book",
    "depends": ["base", "mail"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
