"""Jobs with the files and activities of their applications."""
import pytest


def test_files_and_activities_of_applications_count(env):
    department = env["hr.department"].create({"name": "Bakery"})
    job = env["hr.job"].create({
        "name": "Baker", "department_id": department.id, "no_of_recruitment": 3,
        "interviewer_ids": [(6, 0, [env.user.id])]})
    ann = env["hr.applicant"].create({
        "partner_name": "Ann", "job_id": job.id, "partner_phone": "+32 478 12 34 56"})
    assert ann.partner_phone_sanitized == "+32478123456"
    env["ir.attachment"].create({
        "name": "cv.txt", "raw": b"x", "res_model": "hr.applicant", "res_id": ann.id})
    ann.activity_schedule("mail.mail_activity_data_todo", user_id=env.user.id)
    env.invalidate_all()
    assert (job.documents_count, job.activity_count) == (1, 1)
    assert ann.attachment_ids.name == "cv.txt"
    assert env["ir.attachment"].search_count(job.action_open_attachments()["domain"]) == 1
    assert job.action_open_activities()["context"]["default_job_id"] == job.id
    assert job.extended_interviewer_ids == env.user
    assert (department.new_applicant_count, department.expected_employee) == (1, 3)


def test_talents_are_opened(env):
    pool = env["hr.talent.pool"].create({"name": "Later"})
    ann = env["hr.applicant"].create({
        "partner_name": "Ann", "talent_pool_ids": [(6, 0, pool.ids)]})
    assert ann.action_talent_pool_stat_button()["res_id"] == pool.id
    again = env["hr.applicant"].create({
        "partner_name": "Ann", "pool_applicant_id": ann.id})
    assert again.action_talent_pool_stat_button()["res_id"] == ann.id


def test_sites_pass_applications_on(env):
    platform = env["hr.job.platform"].create({
        "name": "Jobs", "email": "Jobs <Mails@Jobs.example>", "regex": "from (.*) for"})
    assert platform.email == "mails@jobs.example"
    mail = ("From: Jobs <mails@jobs.example>\nTo: jobs@example.com\n"
            "Subject: Application from Jo Applied for Baker\n"
            "Message-Id: <j1@jobs>\n\nHello")
    made = env["hr.applicant"].browse(
        env["mail.thread"].message_process("hr.applicant", mail))
    assert (made.partner_name, made.email_from) == ("Jo Applied", False)
    other = env["hr.applicant"].browse(env["mail.thread"].message_process(
        "hr.applicant", mail.replace("mails@", "ann@").replace("Jobs <", "Ann Bee <")
        .replace("j1@", "j2@")))
    assert other.partner_name == "Ann Bee"
    assert other.email_from == "Ann Bee <ann@jobs.example>"


def test_jobs_want_no_fewer_than_nobody(env):
    from odoolite.storage.errors import CheckViolation
    with pytest.raises(CheckViolation):
        env["hr.job"].create({"name": "Baker", "no_of_recruitment": -1})
