from . import (
    stock_replenish_mixin,
    product_label_layout,
    product_replenish,
    stock_backorder_confirmation,
    stock_inventory_wizards,
    stock_package_wizards,
    stock_return_picking,
)
