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
