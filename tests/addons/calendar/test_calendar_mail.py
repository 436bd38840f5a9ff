"""Invitations, answers, reminders, and the activities of meetings."""
from __future__ import annotations

import urllib.request
from datetime import datetime, timedelta

import pytest

import odoolite
from odoolite.exceptions import UserError
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


@pytest.fixture
def guest(env):
    return env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})


def make(env, guest, **values):
    return env["calendar.event"].create({
        "name": "Lunch", "start": "2031-05-06 10:00:00", "stop": "2031-05-06 11:00:00",
        "partner_ids": [(6, 0, [guest.id, env.user.partner_id.id])], **values})


def written(env, event):
    return env["mail.message"].search([
        ("model", "=", "calendar.event"), ("res_id", "=", event.id),
        ("message_type", "=", "user_notification")], order="id")


def test_guests_are_invited_with_a_calendar_file(env, guest):
    event = make(env, guest)

    [message] = written(env, event)
    attendee = event.attendee_ids.filtered(lambda a: a.partner_id == guest)
    assert message.subject == "Invitation to Lunch"
    assert message.partner_ids == guest
    assert attendee.access_token in message.body
    [file] = message.attachment_ids
    assert file.name == "invitation.ics"
    assert b"DTSTART:20310506T100000Z" in file.raw
    assert guest in event.message_partner_ids


def test_past_meetings_invite_nobody(env, guest):
    event = make(env, guest, start="2001-05-06 10:00:00", stop="2001-05-06 11:00:00")
    assert not written(env, event)


def test_a_new_date_is_told_and_new_guests_are_invited(env, guest):
    event = make(env, guest)
    other = env["res.partner"].create({"name": "Bob", "email": "bob@example.com"})

    event.write({"start": "2031-05-07 10:00:00", "stop": "2031-05-07 11:00:00"})
    event.write({"partner_ids": [(4, other.id)]})

    assert written(env, event).mapped("subject") == [
        "Invitation to Lunch", "Lunch: Date updated", "Invitation to Lunch"]


def test_attendees_cannot_be_copied(env, guest):
    with pytest.raises(UserError, match="cannot duplicate a calendar attendee"):
        make(env, guest).attendee_ids[0].copy()


def test_time_in_words(env, guest):
    event = make(env, guest)
    text = event.get_display_time_tz(tz="Europe/Brussels")
    assert text.endswith("(Europe/Brussels)")
    assert "05/06/2031 at (12:00:00" in text.replace("PM", "").replace("AM", "")
    whole = make(env, guest, allday=True, start_date="2031-05-06", stop_date="2031-05-07")
    assert whole.display_time == "All Day, 05/06/2031"


def test_an_activity_stands_for_the_meeting(env, guest):
    event = make(env, guest, res_model="res.partner", res_id=guest.id)

    activity = guest.activity_ids
    assert activity.calendar_event_id == event
    assert activity.summary == "Lunch"
    event.write({"name": "Dinner", "start": "2031-05-08 10:00:00"})
    assert activity.summary == "Dinner"
    assert str(activity.date_deadline) == "2031-05-08"
    activity.write({"date_deadline": "2031-05-09"})
    assert event.start.day == 9
    activity.unlink_w_meeting()
    assert not event.exists()


def test_reminders(env, guest):
    soon = (datetime.utcnow() + timedelta(hours=1)).replace(microsecond=0)
    env.user.partner_id.calendar_last_notif_ack = soon - timedelta(days=3)
    alarms = env.ref("calendar.alarm_mail_1") | env.ref("calendar.alarm_notif_3")
    event = make(env, guest, start=soon, stop=soon + timedelta(hours=1),
                 alarm_ids=[(6, 0, alarms.ids)])

    env["calendar.alarm_manager"]._send_reminder()

    assert "Lunch - Reminder" in written(env, event).mapped("subject")
    [note] = env["calendar.alarm_manager"].get_next_notif()
    assert (note["event_id"], note["title"]) == (event.id, "Lunch")


def test_cancelling_with_a_word(env, guest):
    event = make(env, guest)
    wizard = env["calendar.popover.delete.wizard"].create({
        "calendar_event_id": event.id, "delete": "one"})
    assert wizard.recipient_ids == guest

    wizard.action_send_mail_and_delete()

    assert not event.exists()


def test_private_meetings_are_their_own(env, guest):
    user = env["res.users"].create({"name": "Joe", "login": "joe", "group_ids": [
        (6, 0, env.ref("base.group_user").ids)]})
    event = make(env, guest, privacy="private")
    from odoolite.exceptions import AccessError
    with pytest.raises(AccessError):
        event.with_user(user).write({"name": "x"})


def test_links_answer(server):
    with server.registries.get(server.db).cursor("write") as cr:
        env = Environment(cr, 2, {})
        guest = env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        event = make(env, guest)
        attendee = event.attendee_ids.filtered(lambda a: a.partner_id == guest)
        token, id_, event_id = attendee.access_token, attendee.id, event.id
        cr.commit()

    url = f"{server.url}/calendar/meeting/accept?token={token}&id={event_id}"
    page = urllib.request.urlopen(url).read().decode()

    assert "Lunch" in page
    with server.registries.get(server.db).cursor() as cr:
        assert Environment(cr, 2, {})["calendar.attendee"].browse(id_).state == "accepted"
