from . import product_template, purchase_order, sale_order, sale_order_line
