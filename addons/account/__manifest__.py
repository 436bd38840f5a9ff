{
    "name": "Invoicing",
    "version": "1.4",
    "category": "Accounting/Accounting",
    "summary": "The security groups of invoicing; its models are not there yet",
    "depends": ["base_setup"],
    "data": ["security/account_groups.xml"],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
