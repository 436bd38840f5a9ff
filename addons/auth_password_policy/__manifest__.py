{
    "name": "Password Policy",
    "version": "1.0",
    "category": "Hidden/Tools",
    "summary": "Passwords of a minimal length",
    "depends": ["base_setup", "web"],
    "data": ["data/defaults.xml", "views/res_config_settings_views.xml"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
