{
    "name": "Mass mailing on attendees",
    "version": "1.0",
    "category": "Marketing/Email Marketing",
    "summary": "Mailings to those who come to events",
    "depends": ["event", "mass_mailing"],
    "catalogue": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
