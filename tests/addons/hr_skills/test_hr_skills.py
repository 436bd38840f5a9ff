"""What employees can: levels with their history, certifications, the resume."""
import datetime as dt

import pytest

from odoolite.exceptions import AccessError, ValidationError

INSTALL = ["hr_skills"]
TODAY = dt.date.today()
BEFORE = TODAY - dt.timedelta(days=40)


@pytest.fixture
def kind(env):
    return env["hr.skill.type"].create({
        "name": "Crafts", "skill_ids": [(0, 0, {"name": "Saw"}), (0, 0, {"name": "Tin"})],
        "skill_level_ids": [(0, 0, {"name": "So so", "level_progress": 20}),
                            (0, 0, {"name": "Well", "level_progress": 80,
                                    "default_level": True})]})


@pytest.fixture
def ann(env):
    return env["hr.employee"].create({"name": "Ann", "job_title": "Smith"})


def give(employee, kind, skill, level=None, **values):
    employee.write({"employee_skill_ids": [(0, 0, {
        "skill_type_id": kind.id, "skill_id": kind.skill_ids[skill].id, **values,
        **({} if level is None else {"skill_level_id": kind.skill_level_ids[level].id})})]})
    return employee.employee_skill_ids.sorted("id")[-1]


def test_the_usual_level_is_taken_and_levels_have_one_default(env, ann, kind):
    own = give(ann, kind, 0)
    assert (own.skill_level_id.name, own.level_progress) == ("Well", 80)
    assert own.display_name == "Saw: Well" and ann.skill_ids.name == "Saw"
    assert kind.levels_count == 2
    kind.skill_level_ids[0].default_level = True
    assert kind.skill_level_ids.filtered("default_level").name == "So so"
    assert kind.skill_ids[0].with_context(
        from_skill_dropdown=True).display_name == "Saw (Crafts)"


def test_levels_fit_their_kind(env, ann, kind):
    english = env.ref("hr_skills.hr_skill_english")
    with pytest.raises(ValidationError, match="skill type Crafts doesn't match"):
        env["hr.employee.skill"].create({
            "employee_id": ann.id, "skill_type_id": kind.id, "skill_id": english.id})
    with pytest.raises(ValidationError, match="not valid for skill type: Crafts"):
        give(ann, kind, 0, skill_level_id=env.ref("hr_skills.hr_skill_level_a1").id)
    with pytest.raises(ValidationError, match="at least one skill and one level"):
        env["hr.skill.type"].create({"name": "None", "skill_ids": [(0, 0, {"name": "x"})]})


def test_a_new_level_ends_the_one_before(env, ann, kind):
    first = give(ann, kind, 0, 0, valid_from=BEFORE)
    ann.write({"employee_skill_ids": [
        (1, first.id, {"skill_level_id": kind.skill_level_ids[1].id})]})
    assert first.valid_to == TODAY - dt.timedelta(days=1)
    assert ann.current_employee_skill_ids.level_progress == 80
    assert len(ann.employee_skill_ids) == 2
    again = give(ann, kind, 0, 0)       # of the same day: no history of its own
    assert ann.current_employee_skill_ids == again and len(ann.employee_skill_ids) == 2
    env.flush_all()
    assert env["hr.employee.skill.report"].search(
        [("employee_id", "=", ann.id)]).mapped("level_progress") == [0.2]
    assert env["hr.employee.skill.history.report"].search_count(
        [("employee_id", "=", ann.id)]) == 2


def test_removed_skills_stay_in_the_history(env, ann, kind):
    old, new = give(ann, kind, 0, valid_from=BEFORE), give(ann, kind, 1)
    ann.write({"employee_skill_ids": [(2, old.id), (2, new.id)]})
    assert old.valid_to and not new.exists() and not ann.current_employee_skill_ids


def test_two_levels_of_one_skill_are_refused(env, ann, kind):
    give(ann, kind, 0)
    with pytest.raises(ValidationError, match="Two levels for the same skill"):
        env["hr.employee.skill"].create({
            "employee_id": ann.id, "skill_type_id": kind.id,
            "skill_id": kind.skill_ids[0].id})


def test_certifications_that_jobs_need_are_asked_for(env, ann, kind):
    kind.is_certification = True
    user = env["res.users"].create({"name": "Ann", "login": "ann"})
    job = env["hr.job"].create({"name": "Baker", "job_skill_ids": [(0, 0, {
        "skill_type_id": kind.id, "skill_id": kind.skill_ids[0].id})]})
    ann.write({"job_id": job.id, "user_id": user.id})
    assert job.current_job_skill_ids and job.skill_ids.name == "Saw"
    cron = env.ref("hr_skills.hr_job_skills_cron_add_certification_activity_to_employees")
    cron.method_direct_trigger()
    cron.method_direct_trigger()
    assert ann.activity_ids.summary == "Certification Saw: Well"
    ann.activity_ids.unlink()
    give(ann, kind, 0, 1)
    cron.method_direct_trigger()
    assert not ann.activity_ids
    assert ann.certification_ids and ann.display_certification_page
    env.flush_all()
    assert env["hr.employee.certification.report"].search(
        [("employee_id", "=", ann.id)]).active


def test_the_resume_begins_with_the_company(env, ann):
    line = ann.resume_line_ids
    assert (line.name, line.date_start) == (ann.company_id.name, TODAY)
    assert line.line_type_id == env.ref("hr_skills.resume_type_experience")
    assert line.expiration_status == "valid"
    line.date_end = TODAY + dt.timedelta(days=3)
    assert line.expiration_status == "expiring"
    [internal] = env["hr.employee"].get_internal_resume_lines(ann.id, "hr.employee")
    assert internal["job_title"] == "Smith" and internal["date_end"] is False
    ann.create_version({"date_version": TODAY + dt.timedelta(days=9), "job_title": "Boss"})
    assert [row["job_title"] for row in env["hr.employee"].get_internal_resume_lines(
        ann.id, "hr.employee")] == ["Boss", "Smith"]


def test_people_change_their_own_skills_only(env, ann, kind):
    user = env["res.users"].create({
        "name": "Bo", "login": "bo", "create_employee": True,
        "group_ids": [(6, 0, env.ref("base.group_user").ids)]})
    mine = env(user=user.id)["hr.employee.skill"]
    values = {"skill_type_id": kind.id, "skill_id": kind.skill_ids[0].id,
              "skill_level_id": kind.skill_level_ids[0].id}
    assert mine.create({**values, "employee_id": user.employee_id.id})
    with pytest.raises(AccessError):
        mine.create({**values, "employee_id": ann.id})
