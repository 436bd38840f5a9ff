"""Working hours: counted, planned, taken off."""
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from odoolite.exceptions import ValidationError
from odoolite.storage.errors import CheckViolation

MONDAY = datetime(2031, 5, 5)


@pytest.fixture
def calendar(env):
    return env["resource.calendar"].create({"name": "Forty", "tz": "UTC"})


def at(day, hour=0, minute=0):
    return datetime(2031, 5, day, hour, minute)


def test_hours_and_days_of_a_week(calendar):
    assert calendar.get_work_hours_count(at(5), at(12)) == 40
    assert calendar.get_work_duration_data(at(5), at(12)) == {"days": 5, "hours": 40}
    assert calendar.get_work_duration_data(at(5, 10), at(5, 14)) == {
        "days": 0.375, "hours": 3}
    assert calendar.get_work_hours_count(at(10), at(11)) == 0


def test_other_time_zones(calendar):
    calendar.tz = "Europe/Brussels"
    zone = ZoneInfo("Europe/Brussels")
    assert calendar.get_work_hours_count(at(5, 6), at(5, 7)) == 1
    assert calendar.get_work_hours_count(
        at(5, 8).replace(tzinfo=zone), at(5, 9).replace(tzinfo=zone)) == 1


def test_planning(calendar):
    assert calendar.plan_hours(3, at(5)) == at(5, 11)
    assert calendar.plan_hours(10, at(5)) == at(6, 10)
    assert calendar.plan_hours(4, at(9, 16)) == at(12, 11)
    assert calendar.plan_hours(-3, at(6, 9)) == at(5, 15)
    assert calendar.plan_days(1, at(5)) == at(5, 12)
    assert calendar.plan_days(2, at(9)) == at(12, 12)
    assert calendar.plan_days(-1, at(6)) == at(5, 13)
    assert calendar.plan_days(0, at(6)) == at(6)


def test_time_off_is_no_work(env, calendar):
    leaves = env["resource.calendar.leaves"]
    leaves.create({"name": "Feast", "calendar_id": calendar.id,
                   "date_from": at(6), "date_to": at(6, 23, 59)})
    assert calendar.get_work_hours_count(at(5), at(12)) == 32
    assert calendar.get_work_hours_count(at(5), at(12), compute_leaves=False) == 40
    assert calendar.plan_days(2, at(5), compute_leaves=True) == at(7, 12)
    with pytest.raises(ValidationError, match="earlier than the end date"):
        leaves.create({"date_from": at(7), "date_to": at(6)})


def test_people_have_their_own(env, calendar):
    ann, bob = env["hr.employee"].create([
        {"name": name, "resource_calendar_id": calendar.id, "tz": "UTC"}
        for name in ("Ann", "Bob")])
    env["resource.calendar.leaves"].sudo().create({
        "resource_id": ann.resource_id.id, "calendar_id": calendar.id,
        "date_from": at(6, 8), "date_to": at(6, 12)})
    work = (ann | bob)._get_work_days_data_batch(at(5), at(12))
    assert work == {ann.id: {"days": 4.5, "hours": 36}, bob.id: {"days": 5, "hours": 40}}
    assert ann._get_leave_days_data_batch(at(5), at(12))[ann.id] == {
        "days": 0.5, "hours": 4}
    [(day, hours, _leave)] = ann.list_leaves(at(5), at(12))
    assert (day, hours) == (date(2031, 5, 6), 4)
    assert ann._list_work_time_per_day(at(5), at(7))[ann.id] == [
        (date(2031, 5, 5), 8), (date(2031, 5, 6), 4)]
    assert bob._adjust_to_calendar(at(5, 7), at(5, 18))[bob] == (at(5, 8), at(5, 17))


def test_weeks_alternate(env, calendar):
    lines = env["resource.calendar.attendance"]
    assert lines.get_week_type(date(2031, 5, 5)) != lines.get_week_type(date(2031, 5, 12))


def test_weeks_in_turn_and_back(env):
    calendar = env["resource.calendar"].create({"name": "Week"})
    assert calendar.is_fulltime and calendar.work_time_rate == 100
    calendar.switch_calendar_type()
    assert calendar.two_weeks_calendar and calendar.hours_per_week == 40
    assert len(calendar.attendance_ids_2nd_week) == 15
    calendar.attendance_ids_2nd_week.unlink()
    assert calendar.hours_per_week == 20 and not calendar.is_fulltime
    calendar.switch_calendar_type()
    assert not calendar.two_weeks_calendar and len(calendar.attendance_ids) == 15


def test_days_by_their_length(env):
    calendar = env["resource.calendar"].create({"name": "Week"})
    calendar.switch_based_on_duration()
    assert calendar.duration_based and len(calendar.attendance_ids) == 10
    calendar.switch_based_on_duration()
    assert not calendar.duration_based and calendar.hours_per_week == 40


def test_hours_do_not_overlap(env):
    calendar = env["resource.calendar"].create({"name": "Week"})
    line = {"name": "More", "dayofweek": "0", "hour_from": 9, "hour_to": 11}
    with pytest.raises(ValidationError, match="Attendances can't overlap."), \
            env.cr.savepoint():
        calendar.write({"attendance_ids": [(0, 0, line)]})
    calendar.write({"attendance_ids": [(0, 0, {**line, "dayofweek": "6"})]})
    assert calendar.copy().name == "Week (copy)"


def test_resources_work_somewhere(env):
    calendar = env["resource.calendar"].create({"name": "Week", "tz": "Asia/Tokyo"})
    machine = env["resource.resource"].create({
        "name": "Press", "resource_type": "material", "calendar_id": calendar.id})
    assert machine.tz == "Asia/Tokyo"
    with pytest.raises(CheckViolation):
        machine.time_efficiency = 0
        env.flush_all()


def test_calendars_begin_as_that_of_the_company(env):
    own = env.company.resource_calendar_id
    own.attendance_ids.filtered(lambda line: line.dayofweek == "4").unlink()
    made = env["resource.calendar"].create({})
    assert made.name == f"Working Hours of {env.company.name}"
    assert made.hours_per_week == 32
