{
    "name": "KPI Digests",
    "version": "1.1",
    "category": "Marketing",
    "summary": "Figures by mail, daily to quarterly",
    "depends": ["mail", "portal", "resource"],
    "catalogue": True,
    "data": [
        "data/digest_data.xml",
        "data/ir_cron_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
