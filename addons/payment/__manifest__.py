{
    "name": "Payment Engine",
    "version": "2.0",
    "category": "Hidden",
    "summary": "Providers, methods, transactions and tokens of online payments",
    "depends": ["onboarding", "portal"],
    "catalogue": True,
    "data": [
        "security/payment_rules.xml",
        "data/ir_cron_data.xml",
        "data/payment_provider_data.xml",
        "data/payment_method_data.xml",
        "views/ir.ui.view.csv",
    ],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
