from . import purchase_order, purchase_order_delay, stock_rule
