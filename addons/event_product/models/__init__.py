from . import event_event, event_registration, event_ticket, product_template
