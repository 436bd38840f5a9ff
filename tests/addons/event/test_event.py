"""Events: seats, tickets, registrations, mails, the door."""
from datetime import datetime, timedelta

import pytest

from odoolite.exceptions import UserError, ValidationError


def make(env, **values):
    begin = datetime.now().replace(microsecond=0) + timedelta(days=10)
    return env["event.event"].create({
        "name": "Fair", "date_begin": begin, "date_end": begin + timedelta(hours=4),
        **values})


def register(env, event, **values):
    return env["event.registration"].create({
        "event_id": event.id, "name": "Ann", "email": "ann@example.com", **values})


def test_defaults(env):
    event = make(env)
    assert event.stage_id.name == "New"
    assert event.organizer_id == env.company.partner_id
    assert (event.kanban_state, event.badge_format) == ("normal", "A6")
    assert event.event_mail_ids.mapped("interval_type") == [
        "after_sub", "before_event", "before_event"]
    assert set(event.question_ids.mapped("title")) == {"Name", "Email", "Phone"}
    assert (event.is_ongoing, event.is_finished) == (False, False)
    assert event.event_registrations_open
    assert event.copy().name == "Fair (copy)"
    values = env["event.event"].default_get(["date_begin", "date_end"])
    assert values["date_end"] - values["date_begin"] == timedelta(days=1)


def test_the_end_comes_after_the_beginning(env):
    with pytest.raises(ValidationError, match="closing date cannot be earlier"):
        make(env, date_end=datetime.now())


def test_seats_are_counted_and_run_out(env):
    event = make(env, seats_limited=True, seats_max=2)
    first, second = register(env, event), register(env, event)
    assert (event.seats_reserved, event.seats_taken, event.seats_available) == (2, 2, 0)
    assert event.event_registrations_sold_out
    assert not event.event_registrations_open

    with pytest.raises(ValidationError, match="not enough seats"), env.cr.savepoint():
        register(env, event)

    first.action_cancel()
    second.action_set_done()
    assert (event.seats_reserved, event.seats_used, event.seats_available) == (0, 1, 1)
    register(env, event)
    with pytest.raises(ValidationError, match="Missing 1 seats"):
        first.action_confirm()


def test_tickets_have_their_own_seats_and_dates(env):
    event = make(env, event_ticket_ids=[(0, 0, {"name": "VIP", "seats_max": 1})])
    ticket = event.event_ticket_ids
    assert (ticket.seats_limited, ticket.sale_available) == (True, True)
    register(env, event, event_ticket_id=ticket.id)
    assert ticket.is_sold_out
    assert ticket.with_context(name_with_seats_availability=True).display_name == \
        "VIP (Sold out)"
    with pytest.raises(ValidationError, match='the ticket "VIP"'), env.cr.savepoint():
        register(env, event, event_ticket_id=ticket.id)
    with pytest.raises(ValidationError, match="Invalid event / ticket choice"):
        register(env, make(env), event_ticket_id=ticket.id)
    with pytest.raises(UserError, match="cannot be deleted"):
        ticket.unlink()


def test_a_template_gives_what_events_have(env):
    kind = env["event.type"].create({
        "name": "Talk", "has_seats_limitation": True, "seats_max": 9, "note": "<p>n</p>",
        "event_type_ticket_ids": [(0, 0, {"name": "Free", "seats_max": 5})],
        "tag_ids": []})
    event = make(env, event_type_id=kind.id)
    assert (event.seats_limited, event.seats_max) == (True, 9)
    assert event.event_ticket_ids.name == "Free"
    assert len(event.event_mail_ids) == 3


def test_registrations_take_the_partner_and_are_confirmed_by_mail(env):
    partner = env["res.partner"].create({"name": "Bob", "email": "bob@example.com"})
    event = make(env)
    registration = env["event.registration"].create({
        "event_id": event.id, "partner_id": partner.id})
    assert (registration.name, registration.email, registration.state) == (
        "Bob", "bob@example.com", "open")
    assert registration.barcode
    assert registration.date_closed is False
    mail = env["mail.mail"].search([("model", "=", "event.registration"),
                                    ("res_id", "=", registration.id)])
    assert mail.subject == "Your registration at Fair"
    scheduler = event.event_mail_ids.filtered(lambda m: m.interval_type == "after_sub")
    assert (scheduler.mail_state, scheduler.mail_count_done) == ("running", 1)


def test_reminders_go_out_once(env):
    event = make(env)
    register(env, event)
    reminder = event.event_mail_ids.filtered(lambda m: m.interval_unit == "days")
    assert reminder.mail_state == "scheduled"
    begin = datetime.now() + timedelta(days=1)
    event.write({"date_begin": begin, "date_end": begin + timedelta(hours=1)})

    env["event.mail"].schedule_communications()
    env["event.mail"].schedule_communications()

    assert (reminder.mail_done, reminder.mail_state) == (True, "sent")
    assert env["mail.mail"].search_count([("subject", "=", "Fair: tomorrow")]) == 1


def test_at_the_door(env):
    event = make(env)
    registration = register(env, event)
    door = env["event.registration"]
    assert door.register_attendee("none", event.id) == {"error": "invalid_ticket"}
    other = make(env)
    assert door.register_attendee(registration.barcode, other.id)["status"] == \
        "need_manual_confirmation"
    assert door.register_attendee(registration.barcode, event.id)["status"] == \
        "confirmed_registration"
    assert registration.state == "done"
    assert registration.date_closed
    assert door.register_attendee(registration.barcode, event.id)["status"] == \
        "already_registered"


def test_stages(env):
    event = make(env, kanban_state="blocked")
    event.action_set_done()
    assert event.stage_id == env.ref("event.event_stage_done")
    assert event.kanban_state == "normal"


def test_slots(env):
    event = make(env, is_multi_slots=True, date_tz="UTC")
    day = event.date_begin.date()
    hour = event.date_begin.hour + 1
    if hour < 22:
        slot = env["event.slot"].create({
            "event_id": event.id, "date": day, "start_hour": hour, "end_hour": hour + 1})
        assert slot.start_datetime.hour == hour
    with pytest.raises(ValidationError, match="later than its start"):
        env["event.slot"].create({
            "event_id": event.id, "date": day, "start_hour": 10, "end_hour": 9})
