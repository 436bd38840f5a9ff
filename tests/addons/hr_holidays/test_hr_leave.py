"""Time off is allocated, asked for, decided, and stands in calendars."""
import datetime as dt

import pytest

from odoolite.exceptions import AccessError, UserError, ValidationError

INSTALL = ["hr_holidays"]
MONDAY = dt.date.today() + dt.timedelta(days=21 - dt.date.today().weekday())


def day(number):
    return str(MONDAY + dt.timedelta(days=number))


@pytest.fixture
def people(env):
    """Return an employee and the user who approves, both with a user."""
    group = env.ref("base.group_user")
    users = env["res.users"].create([
        {"name": name, "login": name, "create_employee": True,
         "group_ids": [(6, 0, [group.id])]} for name in ("ann", "bob")])
    ann, bob = users.employee_id
    ann.parent_id = bob
    ann.resource_calendar_id.tz = "UTC"
    (ann | bob).tz = "UTC"
    return ann, bob


@pytest.fixture
def ann(people):
    return people[0]


@pytest.fixture
def kind(env):
    return env["hr.leave.type"].create({
        "name": "Off", "requires_allocation": False, "leave_validation_type": "manager"})


def ask(env, employee, kind, first, last, **values):
    return env["hr.leave"].create({
        "employee_id": employee.id, "holiday_status_id": kind.id,
        "request_date_from": day(first), "request_date_to": day(last), **values})


def test_days_are_those_of_the_working_calendar(env, ann, kind):
    leave = ask(env, ann, kind, 0, 8)       # two weeks less a weekend and three days
    assert (leave.number_of_days, leave.number_of_hours) == (7, 56)
    assert leave.date_from == dt.datetime.combine(MONDAY, dt.time(8))
    assert leave.date_to.hour == 17 and leave.duration_display == "7 days"
    with pytest.raises(ValidationError, match="not supposed to work"):
        ask(env, ann, kind, 12, 13)


def test_half_days_hours_and_public_holidays(env, ann, kind):
    half = ask(env, ann, kind, 0, 0, request_unit_half=True, request_date_from_period="pm")
    assert half.number_of_days == 0.5 and half.date_from.hour == 13
    hours = ask(env, ann, kind, 1, 1, request_unit_hours=True, request_hour_from=9,
                request_hour_to=11)
    assert hours.number_of_hours == 2 and hours.number_of_days == 0.25
    env["resource.calendar.leaves"].create({
        "name": "Feast", "calendar_id": ann.resource_calendar_id.id,
        "date_from": f"{day(2)} 00:00:00", "date_to": f"{day(2)} 23:59:59"})
    assert ask(env, ann, kind, 2, 3).number_of_days == 1


def test_nobody_is_away_twice(env, ann, kind):
    ask(env, ann, kind, 0, 2)
    with pytest.raises(ValidationError, match="already booked time off"):
        ask(env, ann, kind, 2, 3)


def test_approval_fills_calendars_and_refusal_empties_them(env, people, kind):
    ann, bob = people
    leave = ask(env, ann, kind, 0, 1)
    assert leave.activity_ids.user_id == bob.user_id
    with pytest.raises(AccessError):
        leave.with_user(ann.user_id).action_approve()
    seen = leave.with_user(bob.user_id)
    assert seen.can_approve
    seen.action_approve()
    assert leave.state == "validate"
    assert not leave.activity_ids
    absence = env["resource.calendar.leaves"].search([("holiday_id", "=", leave.id)])
    assert absence.resource_id == ann.resource_id
    assert leave.meeting_id.user_id == ann.user_id
    with pytest.raises(UserError, match="must be confirmed"):
        seen.action_approve()
    with pytest.raises(UserError, match="cannot delete"):
        leave.with_user(ann.user_id).unlink()
    seen.action_refuse()
    assert leave.state == "refuse" and not absence.exists() and not leave.meeting_id
    leave.action_reset_confirm()
    assert leave.state == "confirm"


def test_two_have_to_approve(env, people, kind):
    ann, bob = people
    kind.leave_validation_type = "both"
    kind.responsible_ids = env.ref("base.user_admin")
    leave = ask(env, ann, kind, 0, 0)
    leave.with_user(bob.user_id).action_approve()
    assert leave.state == "validate1"
    assert leave.activity_ids.user_id == env.ref("base.user_admin")
    with pytest.raises(AccessError):
        leave.with_user(bob.user_id).action_validate()
    leave.with_user(env.ref("base.user_admin")).action_approve()
    assert leave.state == "validate" and leave.first_approver_id == bob


def test_what_nobody_decides_is_approved_and_can_be_cancelled(env, ann, kind):
    kind.leave_validation_type = "no_validation"
    leave = ask(env(user=ann.user_id.id), ann, kind, 0, 0)
    assert leave.state == "validate"
    action = leave.action_cancel()
    wizard = leave.env[action["res_model"]].with_context(**action["context"]).create({
        "reason": "rain"})
    wizard.action_cancel_leave()
    assert leave.state == "cancel"
    assert not env["resource.calendar.leaves"].search([("holiday_id", "=", leave.id)])


def test_an_allocation_is_needed_and_used_up(env, ann, kind):
    kind.requires_allocation = True
    with pytest.raises(ValidationError, match="do not have any allocation"), \
            env.cr.savepoint():
        ask(env, ann, kind, 0, 0)
    allocation = env["hr.leave.allocation"].create({
        "employee_id": ann.id, "holiday_status_id": kind.id, "number_of_days": 3})
    assert allocation.state == "confirm"
    with pytest.raises(AccessError):
        allocation.with_user(ann.user_id).action_approve()
    allocation.action_approve()
    assert allocation.state == "validate" and ann.remaining_leaves == 3
    ask(env, ann, kind, 0, 1).action_approve()
    env.invalidate_all()
    assert ann.remaining_leaves == 1
    with pytest.raises(ValidationError, match="no valid allocation to cover"), \
            env.cr.savepoint():
        ask(env, ann, kind, 2, 3)
    [row] = [row for row in env["hr.leave.type"].with_context(
        employee_id=ann.id).get_allocation_data_request(day(0)) if row[3] == kind.id]
    assert row[1]["max_leaves"] == 3 and row[1]["virtual_remaining_leaves"] == 1
    with pytest.raises(UserError, match="already taken"):
        allocation.action_refuse()


def test_employees_ask_for_allocations_where_they_may(env, ann, kind):
    kind.requires_allocation = True
    mine = env(user=ann.user_id.id)["hr.leave.allocation"]
    values = {"employee_id": ann.id, "holiday_status_id": kind.id, "number_of_days": 2}
    with pytest.raises(AccessError), env.cr.savepoint():
        mine.create(values)
    kind.employee_requests = True
    assert mine.create(values).state == "confirm"
    kind.allocation_validation_type = "no_validation"
    assert mine.create(values).state == "validate"


def test_validity_and_negative_caps(env, ann, kind):
    kind.requires_allocation = True
    env["hr.leave.allocation"].create({
        "employee_id": ann.id, "holiday_status_id": kind.id, "number_of_days": 1,
        "date_to": day(2)}).action_approve()
    with pytest.raises(ValidationError):
        ask(env, ann, kind, 3, 3)
    kind.write({"allows_negative": True, "max_allowed_negative": 1})
    assert ask(env, ann, kind, 0, 1).number_of_days == 2


def test_others_do_not_see_reasons_nor_requests(env, people, kind):
    ann, bob = people
    leave = ask(env, bob, kind, 0, 0, name="Doctor")
    assert leave.name == "Doctor"
    assert not env["hr.leave"].with_user(ann.user_id).search([("id", "=", leave.id)])
    assert leave.with_user(bob.user_id).name == "Doctor"


def test_who_is_away_is_absent(env, ann, kind):
    leave = ask(env, ann, kind, 0, 0)
    leave.action_approve()
    env.flush_all()
    env.cr.execute("UPDATE hr_leave SET date_from = %s, date_to = %s WHERE id = %s", [
        dt.datetime.now() - dt.timedelta(days=2), dt.datetime.now() + dt.timedelta(days=2),
        leave.id])
    env.invalidate_all()
    assert ann.is_absent and ann.current_leave_id == kind
    assert ann in env["hr.employee"].search([("is_absent", "=", True)])


def test_requests_and_allocations_are_counted_together(env, people, kind):
    ann, bob = people
    kind.requires_allocation = True
    allocation = env["hr.leave.allocation"].create({
        "employee_id": ann.id, "holiday_status_id": kind.id, "number_of_days": 3})
    allocation.action_approve()
    leave = ask(env, ann, kind, 0, 1)
    env.flush_all()
    rows = env["hr.leave.report"].with_user(bob.user_id).search(
        [("employee_id", "=", ann.id)])
    assert sorted(rows.mapped("number_of_days")) == [-2, 3]
    assert sorted(rows.mapped("number_of_hours")) == [-16, 24]
    assert rows.filtered("leave_id").action_open_record()["res_id"] == leave.id
    [row] = env["hr.leave.report.calendar"].with_user(bob.user_id).search_read(
        [("employee_id", "=", ann.id)], ["name", "is_hatched", "duration"])
    assert (row["name"], row["is_hatched"], row["duration"]) == ("ann: 2 days", True, 2)
