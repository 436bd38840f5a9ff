from . import mass_cancel_orders, sale_advance_payment_inv, sale_order_discount
