from . import stock_backorder_confirmation
