{
    "name": "UTM Trackers",
    "version": "1.1",
    "category": "Marketing",
    "summary": "Campaigns, media and sources",
    "depends": ["base", "web"],
    "data": [
        "data/utm_medium_data.xml",
        "data/utm_source_data.xml",
        "data/utm_stage_data.xml",
        "data/utm_tag_data.xml",
        "security/ir.model.access.csv",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
