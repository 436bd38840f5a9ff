{
    "name": "Mass mailing on sale orders",
    "version": "1.0",
    "category": "Marketing/Email Marketing",
    "summary": "Mailings to customers of orders, and what mailings sell",
    "depends": ["sale", "mass_mailing"],
    "catalogue": True,
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
