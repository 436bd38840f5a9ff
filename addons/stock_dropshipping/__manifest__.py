{
    "name": "Drop Shipping",
    "version": "1.0",
    "category": "Supply Chain/Inventory",
    "summary": "Vendors deliver to customers",
    "depends": ["sale_purchase_stock"],
    "catalogue": True,
    "data": ["data/stock_data.xml"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
