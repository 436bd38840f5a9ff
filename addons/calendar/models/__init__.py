from . import (
    calendar_alarm,
    calendar_attendee,
    calendar_event,
    calendar_event_recurrence,
    calendar_recurrence,
)
