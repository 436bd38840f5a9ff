"""Who has no part in a private meeting sees when it is, not what it is about."""
import pytest

from odoolite.exceptions import UserError
from odoolite.storage.errors import UniqueViolation

INSTALL = ["calendar"]
TIMES = {"start": "2031-05-06 10:00:00", "stop": "2031-05-06 11:00:00"}


@pytest.fixture
def other(env):
    return env["res.users"].create({
        "name": "Ada", "login": "ada",
        "group_ids": [(6, 0, env.ref("base.group_user").ids)]})


def make(env, **values):
    return env["calendar.event"].with_user(env.ref("base.user_admin")).create({
        "name": "Doctor", "location": "Ghent", **TIMES, **values})


def test_private_meetings_of_others_are_busy_times(env, other):
    event = make(env, privacy="private")
    [seen] = event.with_user(other).read(
        ["name", "location", "attendee_ids", "start", "display_name"])
    assert (seen["name"], seen["display_name"], seen["location"]) == ("Busy", "Busy", False)
    assert seen["attendee_ids"] == [] and str(seen["start"]) == TIMES["start"]
    assert not env["calendar.event"].with_user(other)._read_group(
        [("id", "=", event.id)], ["name"])
    event.partner_ids += other.partner_id
    assert event.with_user(other).read(["name"])[0]["name"] == "Doctor"


def test_users_say_how_private_their_meetings_are(env, other):
    event = make(env)
    assert event.effective_privacy == "public"
    event.user_id.calendar_default_privacy = "private"
    assert event.user_id.res_users_settings_id.calendar_default_privacy == "private"
    assert event.effective_privacy == "private"
    assert event.with_user(other).read(["location"])[0]["location"] is False


def test_what_the_rule_leaves_out_is_archived(env):
    event = make(env, recurrency=True, rrule_type="monthly", month_by="date", day=31,
                 count=2)
    assert not event.active and not event.recurrence_id
    made = env["calendar.event"].search([("name", "=", "Doctor")], order="start")
    assert [str(one.start) for one in made] == [
        "2031-05-31 10:00:00", "2031-07-31 10:00:00"]


def test_rules_are_not_changed_by_one_meeting(env):
    event = make(env, recurrency=True, rrule_type_ui="daily", count=2)
    assert event.rrule_type_ui == "daily" and event.rrule_type == "daily"
    with pytest.raises(UserError, match="Unable to save the recurrence with"):
        event.write({"count": 3})
    event.write({"count": 3, "interval": 2, "recurrence_update": "all_events"})
    assert len(event.recurrence_id.calendar_event_ids) == 3
    assert event.rrule_type_ui == "custom"


def test_kinds_of_meetings_have_one_name_each(env):
    env["calendar.event.type"].create({"name": "Sales"})
    with pytest.raises(UniqueViolation):
        env["calendar.event.type"].create({"name": "Sales"})


def test_meetings_are_found_by_the_answer_of_the_user(env, other):
    event = make(env, partner_ids=[(6, 0, other.partner_id.ids)])
    mine = env["calendar.event"].with_user(other)
    assert event.id not in mine.search([("current_status", "=", "accepted")]).ids
    event.attendee_ids.do_accept()
    assert event.id in mine.search([("current_status", "=", "accepted")]).ids
    assert event.id in mine.search([("current_attendee", "!=", False)]).ids
    alone = make(env, partner_ids=[(6, 0, [])])
    found = mine.search([("current_attendee", "=", False)])
    assert alone.id in found.ids and event.id not in found.ids
