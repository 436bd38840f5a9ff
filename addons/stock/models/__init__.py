from . import (
    product_product,
    stock_location,
    stock_move,
    stock_move_line,
    stock_picking,
    stock_picking_type,
    stock_quant,
    stock_warehouse,
)
