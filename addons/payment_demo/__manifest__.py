{
    "name": "Payment Provider: Demo",
    "version": "2.0",
    "category": "Accounting/Accounting",
    "summary": "A provider that only seems to take money",
    "depends": ["payment"],
    "catalogue": True,
    "data": ["data/payment_method_data.xml", "data/payment_provider_data.xml"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
