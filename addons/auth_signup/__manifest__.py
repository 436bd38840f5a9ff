{
    "name": "Signup",
    "version": "1.0",
    "category": "Hidden/Tools",
    "summary": "Whether a user has logged in; tokens to sign up and to reset passwords",
    "depends": ["base_setup", "mail", "web"],
    "data": [
        "data/auth_signup_data.xml",
        "data/mail_template_data.xml",
        "data/templates.xml",
        "views/ir.ui.view.csv",
    ],
    "auto_install": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
