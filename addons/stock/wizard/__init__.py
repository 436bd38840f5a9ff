from . import product_replenish, stock_backorder_confirmation, stock_return_picking
