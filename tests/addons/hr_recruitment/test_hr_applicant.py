"""Applicants: contact, stages, refused, hired, kept in mind."""
import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def job(env):
    department = env["hr.department"].create({"name": "D"})
    return env["hr.job"].create({"name": "Smith", "department_id": department.id})


@pytest.fixture
def applicant(env, job):
    return env["hr.applicant"].create({
        "partner_name": "Ann", "email_from": "ann@example.com", "job_id": job.id})


def test_an_address_makes_the_contact(env, applicant, job):
    assert applicant.partner_id.email == "ann@example.com"
    assert applicant.stage_id.name == "New"
    assert applicant.application_status == "ongoing"
    with pytest.raises(UserError, match="Contact Name"), env.cr.savepoint():
        env["hr.applicant"].create({"email_from": "x@example.com"})
    again = env["hr.applicant"].create({
        "partner_name": "Ann", "email_from": "Ann@example.com", "job_id": job.id})
    assert again.partner_id == applicant.partner_id
    assert applicant.application_count == 1
    assert (job.application_count, job.is_favorite) == (2, True)


def test_a_stage_writes(env, applicant):
    env.flush_all()
    env.cr.precommit.run()
    stage = env.ref("hr_recruitment.stage_job1")
    stage.template_id = env.ref("hr_recruitment.email_template_data_applicant_interest")
    applicant.stage_id = stage
    env.flush_all()
    env.cr.precommit.run()
    assert "Your Job Application: Smith" in applicant.message_ids.mapped("subject")
    assert applicant.last_stage_id == env.ref("hr_recruitment.stage_job0")


def test_refusing(env, applicant):
    action = applicant.archive_applicant()
    wizard = env[action["res_model"]].with_context(**action["context"]).create({
        "refuse_reason_id": env.ref("hr_recruitment.refuse_reason_1").id})
    assert wizard.send_mail

    wizard.action_refuse_reason_apply()

    assert (applicant.active, applicant.application_status) == (False, "refused")
    assert applicant.refuse_date
    everyone = env["hr.applicant"].with_context(active_test=False)
    assert everyone.search([("application_status", "=", "refused")]) == applicant
    applicant.action_unarchive()
    assert (applicant.application_status, applicant.stage_id.name) == ("ongoing", "New")
    applicant.email_from = False
    applicant.partner_id.email = False
    with pytest.raises(UserError, match="Email of the applicant is not set"):
        wizard.action_refuse_reason_apply()


def test_hired(env, applicant, job):
    applicant.stage_id = env.ref("hr_recruitment.stage_job5")
    assert applicant.application_status == "hired"
    assert job.no_of_hired_employee == 1

    action = applicant.create_employee_from_applicant()

    employee = env["hr.employee"].browse(action["res_id"])
    assert (employee.name, employee.job_id, employee.department_id) == (
        "Ann", job, job.department_id)
    assert applicant.employee_id == employee
    assert employee.work_contact_id == applicant.partner_id


def test_kept_in_mind_and_asked_again(env, applicant):
    pool = env["hr.talent.pool"].create({"name": "Good ones"})
    wizard = env["talent.pool.add.applicants"].create({
        "applicant_ids": [(6, 0, applicant.ids)], "talent_pool_ids": [(6, 0, pool.ids)]})
    talent = env["hr.applicant"].browse(wizard.action_add_applicants_to_pool()["res_id"])
    assert (talent.is_pool_applicant, talent.job_id.id) == (True, False)
    assert applicant.is_applicant_in_pool
    assert pool.no_of_talents == 1
    other = env["hr.job"].create({"name": "Baker"})
    wizard = env["job.add.applicants"].create({
        "applicant_ids": [(6, 0, talent.ids)], "job_ids": [(6, 0, other.ids)]})
    made = env["hr.applicant"].browse(wizard.action_add_applicants_to_job()["res_id"])
    assert (made.job_id, made.partner_name) == (other, "Ann")


def test_interviews_are_about_applicants(env):
    ann = env["hr.applicant"].create({"partner_name": "Ann"})
    env["ir.attachment"].create({
        "name": "cv.txt", "raw": b"x", "res_model": "hr.applicant", "res_id": ann.id})
    meeting = env["calendar.event"].with_context(default_applicant_id=ann.id).create({
        "name": "Interview", "start": "2031-05-06 10:00:00"})
    assert (meeting.res_model, meeting.res_id) == ("hr.applicant", ann.id)
    assert env["ir.attachment"].search_count([
        ("res_model", "=", "calendar.event"), ("res_id", "=", meeting.id)]) == 1
    assert ann.copy().partner_name == "Ann (copy)"


def test_applicants_of_one_address_are_one_contact(env):
    known = env["res.partner"].create({"name": "Cy", "email": "cy@example.com"})
    ann, same, cy = env["hr.applicant"].create([
        {"partner_name": "Ann", "email_from": "Ann@example.com"},
        {"partner_name": "Ann B", "email_from": "ann@example.com"},
        {"partner_name": "Cyril", "email_from": "cy@example.com"}])
    assert ann.partner_id == same.partner_id and ann.partner_id.name == "Ann"
    assert cy.partner_id == known
