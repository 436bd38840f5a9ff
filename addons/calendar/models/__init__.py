from . import (
    calendar_alarm,
    calendar_alarm_manager,
    calendar_attendee,
    calendar_attendee_mail,
    calendar_event,
    calendar_event_recurrence,
    calendar_event_display,
    calendar_event_links,
    calendar_event_mail,
    calendar_recurrence,
    mail_activity,
    res_partner,
)
