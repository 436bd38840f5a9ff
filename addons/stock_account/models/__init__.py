from . import product_product, product_value, stock_move, stock_quant
