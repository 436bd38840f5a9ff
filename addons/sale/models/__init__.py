from . import (
    account_move,
    product_template,
    res_company,
    sale_order,
    sale_order_states,
    sale_order_portal,
    sale_order_invoice,
    sale_order_line,
    sale_order_line_invoice,
)
