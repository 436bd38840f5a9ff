"""Versions of employees and the contracts that they are under."""
import datetime as dt

import pytest

from odoolite.exceptions import UserError, ValidationError
from odoolite.storage.errors import IntegrityError

INSTALL = ["hr"]
TODAY = dt.date.today()


def days(number):
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def ann(env):
    return env["hr.employee"].create({
        "name": "Ann", "job_title": "Smith", "date_version": str(days(-100))})


def test_a_version_starts_as_the_one_before_and_holds_from_its_day(env, ann):
    later = ann.create_version({"date_version": str(days(10)), "job_title": "Boss"})
    assert ann.job_title == "Smith"
    assert later.job_title == "Boss" and later.employee_id == ann
    assert ann.version_id.date_end == days(9)
    past = ann.create_version({"date_version": str(days(-10)), "job_title": "Clerk"})
    assert ann.version_id == ann.current_version_id == past
    assert ann.job_title == "Clerk" and ann.versions_count == 3


def test_a_day_has_one_version(env, ann):
    assert ann.create_version({"date_version": str(days(-100))}) == ann.version_id
    with pytest.raises(IntegrityError):
        env["hr.version"].create({
            "employee_id": ann.id, "date_version": str(days(-100))})
        env.flush_all()


def test_the_context_chooses_the_version_to_read_and_write(env, ann):
    later = ann.create_version({"date_version": str(days(10))})
    chosen = ann.with_context(version_id=later.id)
    chosen.write({"job_title": "Boss", "mobile_phone": "12"})
    assert (ann.job_title, later.job_title, ann.mobile_phone) == ("Smith", "Boss", "12")
    [row] = chosen.read(["job_title", "version_id", "name"])
    assert row["job_title"] == "Boss" and row["version_id"][0] == later.id
    assert ann.read(["job_title"])[0]["job_title"] == "Smith"


def test_the_cron_goes_over_to_the_version_of_today(env, ann):
    later = ann.create_version({"date_version": str(days(1)), "job_title": "Boss"})
    env.flush_all()
    env.cr.execute("UPDATE hr_version SET date_version = %s WHERE id = %s",
                   [str(TODAY), later.id])
    env.invalidate_all()
    env["hr.employee"]._cron_update_current_version_id()
    assert ann.version_id == later and ann.job_title == "Boss"


def test_the_last_version_stays(env, ann):
    later = ann.create_version({"date_version": str(days(-1))})
    later.unlink()
    assert ann.version_id == ann.version_ids
    with pytest.raises(ValidationError, match="at least one active version"):
        ann.version_id.unlink()


def test_contracts_do_not_overlap_and_span_versions(env, ann):
    id_ = ann.create_contract(str(days(-50)))
    version = env["hr.version"].browse(id_)
    assert version.is_in_contract and ann.contract_date_start == days(-50)
    with pytest.raises(UserError, match="under contract"):
        ann.check_no_existing_contract(str(TODAY))
    with pytest.raises(UserError, match="no end date"):
        version.check_contract_finished()
    later = ann.create_version({"date_version": str(days(5))})
    assert later.contract_date_start == days(-50)
    later.contract_date_end = days(20)
    assert version.contract_date_end == days(20)
    with pytest.raises(ValidationError, match="overlap"):
        ann.create_version({"date_version": str(days(15)),
                            "contract_date_start": str(days(15)),
                            "contract_date_end": False})


def test_a_template_fills_in_a_contract(env, ann):
    job = env["hr.job"].create({"name": "Baker"})
    template = env["hr.version"].create({
        "name": "Bakers", "employee_id": False, "job_id": job.id, "wage": 9})
    values = env["hr.version"].get_values_from_contract_template(template.id)
    assert values["job_id"] == job.id and values["wage"] == 9
    wizard = env["hr.version.wizard"].with_context(
        active_model="hr.employee", active_id=ann.id).create({
            "contract_template_id": template.id})
    wizard.action_load_template()
    assert ann.job_id == job and ann.contract_template_id == template


def test_leaving_is_noted_ends_the_contract_and_archives(env, ann):
    ann.create_contract(str(days(-50)))
    bob = env["hr.employee"].create({"name": "Bob", "parent_id": ann.id})
    action = ann.action_archive()
    assert action["res_model"] == "hr.departure.wizard" and not bob.parent_id
    wizard = env["hr.departure.wizard"].with_context(active_ids=ann.ids).create({
        "departure_reason_id": env.ref("hr.departure_fired").id,
        "departure_date": str(TODAY), "set_date_end": True})
    wizard.action_register_departure()
    assert not ann.active and ann.contract_date_end == TODAY
    assert ann.departure_reason_id.name == "Fired"
    ann.action_unarchive()
    assert not ann.departure_reason_id
    with pytest.raises(UserError, match="Default departure reasons"):
        env.ref("hr.departure_fired").unlink()


def test_ends_of_contracts_and_permits_are_told(env, ann):
    ann.create_contract(str(days(-50)))
    ann.contract_date_end = days(ann.company_id.contract_expiration_notice_period)
    ann.work_permit_expiration_date = days(30)
    env["hr.employee"].notify_expiring_contract_work_permit()
    assert sorted(ann.activity_ids.mapped("summary")) == [
        "The contract of Ann is about to expire.",
        "The work permit of Ann is about to expire."]
    env["hr.employee"].notify_expiring_contract_work_permit()
    assert ann.work_permit_scheduled_activity
    assert sum("permit" in a.summary for a in ann.activity_ids) == 1


def test_versions_are_found_by_the_days_on_which_they_hold(env):
    ann = env["hr.employee"].create({"name": "Ann", "date_version": "2031-01-01"})
    second = ann.create_version({"date_version": "2031-07-01"})
    versions = env["hr.version"]
    assert versions.search([("date_start", "=", "2031-07-01")]) == second
    assert versions.search([("date_end", "=", "2031-06-30")]) == ann.version_ids - second
