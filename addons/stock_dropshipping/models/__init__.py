from . import purchase_order, res_company, sale_order, stock_picking, stock_rule
