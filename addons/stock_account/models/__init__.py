from . import account_move, product_product, product_value, stock_move, stock_quant
