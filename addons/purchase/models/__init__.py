from . import (
    account_move,
    product_template,
    purchase_order,
    purchase_order_facts,
    purchase_order_dashboard,
    purchase_order_bill,
    purchase_order_merge,
    purchase_order_reminder,
    purchase_order_line,
    purchase_order_line_analytic,
    purchase_order_line_facts,
    res_partner,
)
