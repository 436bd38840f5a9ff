from . import (
    event_stage,
    event_tag,
    event_type,
    event_question,
    event_event,
    event_event_seats,
    event_ticket,
    event_slot,
    event_registration,
    event_mail,
    event_mail_registration,
    res_partner,
)
