"""Applicants' skills against those that the job needs."""
import pytest

INSTALL = ["hr_recruitment_skills"]


@pytest.fixture
def kind(env):
    return env["hr.skill.type"].create({
        "name": "Crafts", "skill_ids": [(0, 0, {"name": "Saw"}), (0, 0, {"name": "Tin"})],
        "skill_level_ids": [(0, 0, {"name": "Half", "level_progress": 50}),
                            (0, 0, {"name": "Full", "level_progress": 100})]})


def skill(kind, number, level):
    return (0, 0, {"skill_type_id": kind.id, "skill_id": kind.skill_ids[number].id,
                   "skill_level_id": kind.skill_level_ids[level].id})


def test_applicants_match_jobs(env, kind):
    job = env["hr.job"].create({
        "name": "Smith", "job_skill_ids": [skill(kind, 0, 1), skill(kind, 1, 1)]})
    ann = env["hr.applicant"].create({
        "partner_name": "Ann", "email_from": "ann@example.com", "job_id": job.id,
        "applicant_skill_ids": [skill(kind, 0, 0)]})
    assert ann.matching_score == 25
    assert (ann.matching_skill_ids.name, ann.missing_skill_ids.name) == ("Saw", "Tin")
    ann.write({"applicant_skill_ids": [skill(kind, 0, 1)]})
    assert ann.matching_score == 50 and len(ann.applicant_skill_ids) == 1
    other = env["hr.job"].create({"name": "Sawyer", "job_skill_ids": [skill(kind, 0, 1)]})
    assert other.with_context(active_applicant_id=ann.id).applicant_matching_score == 100
    found = env["hr.applicant"].search(other.action_search_matching_applicants()["domain"])
    assert found == ann
    ann.with_context(active_id=other.id).action_add_to_job()
    assert ann.job_id == other
    ann.create_employee_from_applicant()
    assert ann.employee_id.current_employee_skill_ids.skill_id.name == "Saw"
