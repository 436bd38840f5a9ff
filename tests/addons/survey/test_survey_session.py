"""Live sessions, and samples to begin with."""
import pytest

from odoolite.exceptions import UserError


def test_a_session_starts_counts_and_ends(env):
    survey = env["survey.survey"].create({"title": "Quiz", "survey_type": "live_session"})
    with pytest.raises(UserError, match="no questions"):
        survey.action_start_session()
    survey.question_and_page_ids = [(0, 0, {
        "title": "Who?", "question_type": "char_box", "save_as_nickname": True})]
    survey.scoring_type = "scoring_with_answers"
    action = survey.action_start_session()
    assert action["url"] == f"/survey/session/manage/{survey.access_token}"
    assert survey.session_state == "ready" and survey.session_available
    assert survey.session_link.endswith(f"/s/{survey.session_code}")
    assert survey.session_show_leaderboard
    answer = survey._create_answer(user=env.user)
    assert answer.is_session_answer and survey.session_answer_count == 1
    survey.session_question_id = survey.question_ids
    answer._save_lines(survey.question_ids, "Ada")
    env.invalidate_all()
    assert survey.session_question_answer_count == 1 and answer.nickname == "Ada"
    survey.action_end_session()
    assert not survey.session_state and answer.state == "done"


def test_codes_of_sessions_differ(env):
    surveys = env["survey.survey"].create([{"title": str(n)} for n in range(5)])
    assert len(set(surveys.mapped("session_code"))) == 5


def test_samples(env):
    surveys = env["survey.survey"]
    for key in ("survey", "assessment", "live_session", "custom"):
        action = surveys.action_load_survey_template_sample(key)
        made = surveys.browse(action["res_id"])
        assert made.survey_type == key
        assert bool(made.question_ids) == (key != "custom")
    assert surveys.browse(
        surveys.action_load_sample_custom()["res_id"]).survey_type == "custom"
    assert made.action_survey_preview_certification_template()["url"] == \
        f"/survey/{made.id}/certification_preview"
    with pytest.raises(UserError, match="no sample"):
        surveys.action_load_survey_template_sample("other")
