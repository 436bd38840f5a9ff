from . import (
    account_move,
    product_product,
    product_value_history,
    product_value,
    stock_move,
    stock_move_entry,
    stock_move_value,
    stock_quant,
    res_company,
)
