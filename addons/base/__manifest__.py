{
    "name": "Base",
    "version": "1.3",
    "category": "Technical",
    "description": "The kernel: users, partners, access rights, actions, views.",
    "author": "Odoo S.A.",
    "maintainer": "Odoo S.A.",
    "website": "https://www.odoo.com",
    "depends": [],
    "data": [
    ],
    "demo": [],
    "installable": True,
    "auto_install": True,
    "license": "LGPL-3",
}
