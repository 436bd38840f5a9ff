"""Allocations grow by plans; mandatory days; allocations for many."""
import datetime as dt

import pytest

from odoolite.exceptions import UserError, ValidationError

INSTALL = ["hr_holidays"]


@pytest.fixture
def ann(env):
    person = env["hr.employee"].create({"name": "Ann"})
    person.resource_calendar_id.tz = person.tz = "UTC"
    return person


@pytest.fixture
def kind(env):
    return env["hr.leave.type"].create({
        "name": "Off", "requires_allocation": True, "leave_validation_type": "manager"})


@pytest.fixture
def make(env, ann, kind):
    """Return a function that makes an approved allocation by levels of a plan."""
    def make(begin, *levels, **plan):
        made = env["hr.leave.accrual.plan"].create({
            "name": "Plan", **plan, "level_ids": [(0, 0, level) for level in levels]})
        allocation = env["hr.leave.allocation"].create({
            "employee_id": ann.id, "holiday_status_id": kind.id, "date_from": begin,
            "allocation_type": "accrual", "accrual_plan_id": made.id})
        allocation.action_approve()
        # as if it had been made on the day on which it begins
        allocation.write({"lastcall": False, "nextcall": False})
        return allocation
    return make


def days_on(allocation, day):
    allocation._accrue(dt.date.fromisoformat(day))
    return round(allocation.number_of_days, 4)


def take(env, ann, kind, first, last):
    leave = env["hr.leave"].create({
        "employee_id": ann.id, "holiday_status_id": kind.id,
        "request_date_from": first, "request_date_to": last})
    leave.action_approve()
    return leave


MONTHLY = {"added_value": 2, "frequency": "monthly",
           "action_with_unused_accruals": "all"}


def test_a_month_gives_its_days_when_it_is_over(make):
    allocation = make("2031-01-16", MONTHLY)
    assert days_on(allocation, "2031-01-31") == 0
    assert days_on(allocation, "2031-02-01") == round(2 * 16 / 31, 4)
    assert days_on(allocation, "2031-04-15") == round(2 * 16 / 31 + 4, 4)
    assert str(allocation.nextcall) == "2031-05-01"
    assert str(allocation.lastcall) == "2031-04-01"
    assert days_on(allocation, "2031-04-15") == round(2 * 16 / 31 + 4, 4)


def test_a_month_gives_its_days_when_it_begins(make):
    allocation = make("2031-01-01", MONTHLY, accrued_gain_time="start")
    assert days_on(allocation, "2031-01-01") == 2
    assert days_on(allocation, "2031-02-01") == 4


@pytest.mark.parametrize(("level", "day", "days"), [
    ({"frequency": "daily", "added_value": 0.5}, "2031-01-11", 5),
    ({"frequency": "weekly", "week_day": "0", "added_value": 1}, "2031-01-20",
     round(5 / 7, 4) + 2),
    ({"frequency": "bimonthly", "first_day": "1", "second_day": "16"}, "2031-02-01", 2),
    ({"frequency": "biyearly", "added_value": 6}, "2031-12-31", 6),
    ({"frequency": "yearly", "yearly_month": "7", "added_value": 12}, "2031-07-01",
     round(12 * 181 / 365, 4)),
    ({"frequency": "hourly", "added_value": 0.01}, "2031-01-06",
     round(0.01 * 8 * 3, 4)),        # Wednesday to Friday
])
def test_how_often(make, level, day, days):
    assert days_on(make("2031-01-01", {"action_with_unused_accruals": "all", **level}),
                   day) == pytest.approx(days, abs=1e-3)


def test_later_levels_give_more(make):
    later = {**MONTHLY, "added_value": 3, "start_count": 2, "start_type": "month"}
    allocation = make("2031-01-01", MONTHLY, later)
    assert days_on(allocation, "2031-03-01") == 4
    assert days_on(allocation, "2031-05-01") == 10
    assert allocation.accrual_plan_id.level_ids.mapped("sequence") == [0, 60]


def test_a_period_that_began_is_of_its_level(make):
    later = {**MONTHLY, "added_value": 31, "start_count": 10, "start_type": "day"}
    assert days_on(make("2031-01-01", MONTHLY, later), "2031-02-01") \
        == pytest.approx(2 * 10 / 31 + 31 * 21 / 31, abs=1e-3)
    kept = make("2031-01-01", MONTHLY, later, transition_mode="end_of_accrual")
    assert days_on(kept, "2031-02-01") == 2
    assert days_on(kept, "2031-03-01") == 33


def test_what_is_not_taken_is_lost_or_carried_over(env, make, ann, kind):
    lost = make("2031-07-01", {**MONTHLY, "action_with_unused_accruals": "lost"})
    take(env, ann, kind, "2031-12-01", "2031-12-03")
    assert days_on(lost, "2031-12-01") == 10
    assert days_on(lost, "2032-01-01") == 3      # those that were taken
    assert days_on(lost, "2032-02-01") == 5


def test_some_is_carried_over_and_expires(make):
    allocation = make("2031-07-01", {
        **MONTHLY, "carryover_options": "limited", "postpone_max_days": 5,
        "accrual_validity": True, "accrual_validity_count": 2,
        "accrual_validity_type": "month"})
    assert days_on(allocation, "2032-01-01") == 5
    assert str(allocation.carried_over_days_expiration_date) == "2032-03-01"
    assert days_on(allocation, "2032-02-29") == 7
    assert days_on(allocation, "2032-03-01") == 4
    assert not allocation.carried_over_days_expiration_date


@pytest.mark.parametrize(("plan", "day"), [
    ({"carryover_date": "allocation"}, "2031-03-10"),
    ({"carryover_date": "other", "carryover_month": "6", "carryover_day": "15"},
     "2030-06-15"),
])
def test_when_days_are_carried_over(make, plan, day):
    allocation = make("2030-03-10", {
        "frequency": "daily", "action_with_unused_accruals": "lost"}, **plan)
    first = dt.date.fromisoformat(day)
    assert days_on(allocation, str(first - dt.timedelta(days=1))) > 90
    assert days_on(allocation, day) == 0


def test_caps(env, make, ann, kind):
    capped = make("2031-01-01", {**MONTHLY, "cap_accrued_time": True, "maximum_leave": 5})
    assert days_on(capped, "2031-06-01") == 5
    take(env, ann, kind, "2031-06-02", "2031-06-02")
    assert days_on(capped, "2031-07-01") == 6
    yearly = make("2031-01-01", {
        **MONTHLY, "cap_accrued_time_yearly": True, "maximum_leave_yearly": 7})
    assert days_on(yearly, "2031-12-31") == 7
    assert days_on(yearly, "2032-03-01") == 11


def test_work_that_was_done_counts(env, make, ann):
    allocation = make("2031-01-06", {
        **MONTHLY, "frequency": "weekly", "added_value": 1}, is_based_on_worked_time=True)
    env["resource.calendar.leaves"].create({
        "name": "Closed", "calendar_id": ann.resource_calendar_id.id,
        "date_from": "2031-01-06 00:00:00", "date_to": "2031-01-06 23:59:59"})
    assert days_on(allocation, "2031-01-13") == 0.8


def test_requests_may_use_what_will_have_accrued(env, make, ann, kind):
    today = dt.date.today()
    allocation = make(str(today), {
        "frequency": "daily", "action_with_unused_accruals": "all"})
    allocation._accrue(today)
    day = today + dt.timedelta(days=10)
    assert kind._get_balances(ann, day)[kind.id]["max_leaves"] == 10
    assert allocation.number_of_days == 0


def test_the_cron_and_new_allocations(env, ann, kind):
    plan = env["hr.leave.accrual.plan"].create({
        "name": "Plan", "time_off_type_id": kind.id, "level_ids": [(0, 0, MONTHLY)]})
    allocation = env["hr.leave.allocation"].create({
        "employee_id": ann.id, "holiday_status_id": kind.id,
        "allocation_type": "accrual", "date_from": "2020-01-01"})
    assert allocation.accrual_plan_id == plan and allocation.has_accrual_plan
    assert allocation.lastcall == dt.date.today().replace(day=1)
    allocation.action_approve()
    allocation.write({"lastcall": dt.date.today().replace(day=1) - dt.timedelta(days=40),
                      "nextcall": dt.date.today()})
    env.ref("hr_holidays.hr_leave_allocation_cron_accrual").method_direct_trigger()
    assert allocation.number_of_days > 0 and allocation.nextcall > dt.date.today()
    assert plan.employees_count == 1
    with pytest.raises(ValidationError, match="linked to an existing allocation"):
        plan.unlink()


def test_an_accrual_needs_a_plan(env, ann, kind):
    with pytest.raises(UserError, match="needs an accrual plan"):
        env["hr.leave.allocation"].create({
            "employee_id": ann.id, "holiday_status_id": kind.id,
            "allocation_type": "accrual"})


def test_mandatory_days(env, ann, kind):
    user = env["res.users"].create({
        "name": "Ann", "login": "ann",
        "group_ids": [(6, 0, env.ref("base.group_user").ids)]})
    ann.user_id = user
    kind.requires_allocation = False
    env["hr.leave.mandatory.day"].create({
        "name": "Stock-taking", "start_date": "2031-06-02", "end_date": "2031-06-03",
        "color": 4})
    assert ann.get_mandatory_days("2031-06-03", "2031-06-10") == {"2031-06-03": 4}
    with pytest.raises(ValidationError, match="Mandatory Day"), env.cr.savepoint():
        take(env(user=user.id), ann.with_user(user), kind, "2031-06-03", "2031-06-04")
    other = env["hr.job"].create({"name": "Baker"})
    env["hr.leave.mandatory.day"].search([]).job_ids = other
    assert not ann.get_mandatory_days("2031-06-01", "2031-06-10")


def test_allocations_for_a_department(env, kind):
    kind.allocation_validation_type = "both"
    department = env["hr.department"].create({"name": "Bakery"})
    people = env["hr.employee"].create([
        {"name": name, "department_id": department.id} for name in ("Bo", "Cy")])
    wizard = env["hr.leave.allocation.generate.multi.wizard"].create({
        "holiday_status_id": kind.id, "allocation_mode": "department",
        "department_id": department.id, "duration": 4})
    made = env["hr.leave.allocation"].search(wizard.action_generate_allocations()["domain"])
    assert made.employee_id == people and set(made.mapped("state")) == {"validate"}
    assert set(made.mapped("number_of_days")) == {4}
