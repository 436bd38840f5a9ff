"""Meetings that repeat, and their attendees."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.orm.environments import Environment


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["calendar"], strict=True) as server:
        yield server


@pytest.fixture
def env(server):
    with server.registries.get(server.db).cursor("write") as cr:
        yield Environment(cr, 2, {})
        cr.rollback()


def make_series(env, **values):
    return env["calendar.event"].create({
        "name": "Stand-up", "start": "2031-05-06 10:00:00",
        "stop": "2031-05-06 10:15:00", "recurrency": True, "rrule_type": "daily",
        "count": 3, **values})


def starts(event):
    events = event.recurrence_id.calendar_event_ids
    return sorted(str(day) for day in events.mapped("start"))


def test_a_recurrence_makes_its_meetings(env):
    event = make_series(env)

    assert starts(event) == [f"2031-05-0{day} 10:00:00" for day in (6, 7, 8)]
    assert event.recurrence_id.rrule == "FREQ=DAILY;COUNT=3"


def test_the_hour_stays_when_the_clocks_change(env):
    event = make_series(
        env, start="2031-03-29 08:00:00", stop="2031-03-29 09:00:00", count=2,
        event_tz="Europe/Brussels")

    assert starts(event) == ["2031-03-29 08:00:00", "2031-03-30 07:00:00"]


def test_one_or_all_meetings_change(env):
    event = make_series(env)

    event.write({"name": "One", "recurrence_update": "self_only"})
    event.write({"location": "Here", "recurrence_update": "all_events"})

    events = event.recurrence_id.calendar_event_ids
    assert sorted(events.mapped("name")) == ["One", "Stand-up", "Stand-up"]
    assert set(events.mapped("location")) == {"Here"}


def test_attendees_follow_the_partners_and_answer(env):
    guest = env["res.partner"].create({"name": "Ada", "email": "ada@example.com"})
    event = env["calendar.event"].create({
        "name": "Talk", "start": "2031-05-06 10:00:00", "partner_ids": [
            (6, 0, [guest.id, env.user.partner_id.id])]})
    assert event.attendees_count == 2
    assert event.current_attendee.state == "accepted"

    event.attendee_ids.filtered(lambda a: a.partner_id == guest).do_decline()
    event.partner_ids -= env.user.partner_id

    assert (event.declined_count, event.attendees_count) == (1, 1)


def test_changed_future_meetings_have_a_recurrence_of_their_own(env):
    event = make_series(env, count=4)
    before = event.recurrence_id
    third = before.calendar_event_ids.sorted("start")[2]

    third.write({"start": "2031-05-08 12:00:00", "stop": "2031-05-08 12:30:00",
                 "recurrence_update": "future_events"})

    assert starts(event) == ["2031-05-06 10:00:00", "2031-05-07 10:00:00"]
    assert starts(third) == ["2031-05-08 12:00:00", "2031-05-09 12:00:00"]
    assert third.recurrence_id != before and third.recurrence_id.count == 2
    assert (before.end_type, str(before.until)) == ("end_date", "2031-05-07")
    assert third.recurrence_id.calendar_event_ids.mapped("duration") == [0.5, 0.5]


def test_a_weekly_series_moves_to_another_day(env):
    event = make_series(env, rrule_type="weekly", tue=True, count=2)

    event.write({"start": "2031-05-07 10:00:00", "stop": "2031-05-07 10:15:00",
                 "recurrence_update": "all_events"})

    assert starts(event) == ["2031-05-07 10:00:00", "2031-05-14 10:00:00"]
    assert event.recurrence_id.wed and not event.recurrence_id.tue


def test_deleting_part_of_a_series(env):
    event = make_series(env, count=4)
    events = event.recurrence_id.calendar_event_ids.sorted("start")
    events[1].action_mass_deletion("self_only")
    events[2].action_mass_deletion("future_events")
    assert starts(event) == ["2031-05-06 10:00:00"]
    recurrence = event.recurrence_id
    event.action_mass_deletion("all_events")
    assert not recurrence.exists() and not event.exists()


def test_who_deletes_a_meeting_is_asked_answers_or_deletes(env):
    guest = env["res.users"].create({
        "name": "Ada", "login": "ada", "email": "ada@example.com"})
    alone, both = env["calendar.event"].create([
        {"name": "A", "start": "2031-05-06 10:00:00"},
        {"name": "B", "start": "2031-05-06 10:00:00", "partner_ids": [
            (6, 0, [guest.partner_id.id, env.user.partner_id.id])]}])
    assert alone.action_unlink_event() is False and not alone.exists()
    assert both.action_unlink_event()["res_model"] == "calendar.popover.delete.wizard"
    assert both.with_user(guest).action_unlink_event() is False
    answers = {a.partner_id: a.state for a in both.attendee_ids}
    assert answers[guest.partner_id] == "declined"


def test_filters_of_the_calendar(env):
    partner = env["res.partner"].create({"name": "Ada"})
    env["calendar.filters"].create({"partner_id": partner.id})
    own = env.user.partner_id.id
    assert env.user.get_selected_calendars_partner_ids() == [partner.id, own]
    assert env.user.get_selected_calendars_partner_ids(False) == [partner.id]
    env["calendar.filters"].unlink_from_partner_id(partner.id)
    assert env.user.get_selected_calendars_partner_ids(False) == []


def test_a_planned_meeting_opens_the_calendar(env):
    partner = env["res.partner"].create({"name": "Ada"})
    wizard = env["mail.activity.schedule"].with_context(
        active_model="res.partner", active_ids=partner.ids).create({
            "activity_type_id": env.ref("mail.mail_activity_data_meeting").id,
            "summary": "Talk"})
    action = wizard.action_create_calendar_event()
    assert action["res_model"] == "calendar.event"
    assert action["context"]["default_res_id"] == partner.id
    assert partner.activity_ids.summary == "Talk"
