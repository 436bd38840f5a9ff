from . import (
    event_event,
    event_registration,
    event_ticket,
    sale_order_line,
    sale_order,
)
