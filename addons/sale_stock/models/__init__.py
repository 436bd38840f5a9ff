from . import account_move, sale_order, sale_order_delay, sale_order_line, stock_lot
