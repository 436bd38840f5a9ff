from . import account_move, purchase_order, purchase_order_delay, stock_rule
