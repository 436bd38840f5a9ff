{
    "name": "Mass mailing on lead / opportunities",
    "version": "1.0",
    "category": "Marketing/Email Marketing",
    "summary": "Mailings to leads, and the leads that mailings bring",
    "depends": ["crm", "mass_mailing"],
    "catalogue": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
