from . import (
    account_move,
    purchase_order,
    purchase_order_delay,
    purchase_order_suggest,
    stock_rule,
)
