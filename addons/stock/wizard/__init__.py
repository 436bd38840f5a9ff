from . import (
    product_replenish,
    stock_backorder_confirmation,
    stock_inventory_wizards,
    stock_return_picking,
)
