"""Surveys: questions, answers, scores, attempts, invitations."""
import pytest

from odoolite.exceptions import UserError, ValidationError


@pytest.fixture
def survey(env):
    return env["survey.survey"].create({
        "title": "Quiz", "scoring_type": "scoring_with_answers",
        "question_and_page_ids": [
            (0, 0, {"title": "First part", "is_page": True, "sequence": 1}),
            (0, 0, {"title": "Pick", "sequence": 2, "question_type": "simple_choice",
                    "constr_mandatory": True, "suggested_answer_ids": [
                        (0, 0, {"value": "a", "is_correct": True, "answer_score": 10}),
                        (0, 0, {"value": "b", "answer_score": -5})]}),
            (0, 0, {"title": "Some", "sequence": 3, "question_type": "multiple_choice",
                    "suggested_answer_ids": [
                        (0, 0, {"value": "x", "is_correct": True, "answer_score": 5}),
                        (0, 0, {"value": "y", "is_correct": True, "answer_score": 5})]}),
            (0, 0, {"title": "Number", "sequence": 4, "question_type": "numerical_box",
                    "answer_numerical_box": 42, "answer_score": 20})]})


def question(survey, title):
    return survey.question_ids.filtered(lambda q: q.title == title)


def test_defaults_and_sections(env, survey):
    assert (survey.survey_type, survey.access_mode, survey.questions_layout) == (
        "custom", "public", "page_per_question")
    assert survey.scoring_success_min == 80
    assert (survey.question_count, len(survey.page_ids)) == (3, 1)
    assert question(survey, "Pick").page_id == survey.page_ids
    assert survey.page_ids.question_ids == survey.question_ids
    assert survey.page_ids.question_type is False
    assert question(survey, "Number").is_scored_question
    assert survey.scoring_max_obtainable == 40
    assert survey.copy().title == "Quiz (copy)"


def test_answers_score(env, survey):
    answer = survey._create_answer(user=env.user)
    assert (answer.state, answer.partner_id) == ("new", env.user.partner_id)
    answer._mark_in_progress()
    pick, some = question(survey, "Pick"), question(survey, "Some")
    answer._save_lines(pick, str(pick.suggested_answer_ids[0].id))
    answer._save_lines(some, [str(some.suggested_answer_ids[0].id)])
    answer._save_lines(question(survey, "Number"), "42")
    assert (answer.scoring_total, answer.scoring_percentage) == (35, 87.5)
    assert answer.scoring_success

    answer._save_lines(pick, str(pick.suggested_answer_ids[1].id))
    assert (answer.scoring_total, answer.scoring_success) == (20, False)
    with pytest.raises(UserError, match="cannot be overwritten"):
        answer._save_lines(pick, False, overwrite_existing=False)

    answer._mark_done()
    assert (answer.state, bool(answer.end_datetime)) == ("done", True)
    assert (survey.answer_count, survey.answer_done_count) == (1, 1)
    assert survey.success_count == 0
    assert survey.answer_score_avg == 50


def test_skipped_or_answered(env, survey):
    answer = survey._create_answer(user=env.user)
    line = answer._save_lines(question(survey, "Number"), "")
    assert (line.skipped, line.answer_type, line.display_name) == (True, False, "Skipped")
    with pytest.raises(ValidationError, match="either be skipped or answered"):
        line.write({"answer_type": "numerical_box"})


def test_what_is_wrong_with_an_answer(env, survey):
    pick = question(survey, "Pick")
    assert pick.validate_question("") == {pick.id: "This question requires an answer."}
    assert pick.validate_question(["1", "2"]) == {
        pick.id: "For this question, you can only select one answer."}
    number = question(survey, "Number")
    assert number.validate_question("x") == {number.id: "This is not a number"}
    assert number.validate_question("3") == {}
    number.write({"validation_required": True, "validation_min_float_value": 4,
                  "validation_max_float_value": 9})
    assert number.validate_question("3") == {
        number.id: "The answer you entered is not valid."}
    mail = env["survey.question"].create({
        "title": "Mail", "question_type": "char_box", "validation_email": True,
        "survey_id": survey.id})
    assert mail.validate_question("no") == {
        mail.id: "This answer must be an email address"}
    day = env["survey.question"].create({
        "title": "Day", "question_type": "date", "survey_id": survey.id})
    assert day.validate_question("yesterday") == {day.id: "This is not a date"}


def test_options_go_together(env, survey):
    plain = env["survey.survey"].create({"title": "Plain"})
    assert (plain.scoring_type, plain.certification) == ("no_scoring", False)
    certified = env["survey.survey"].create({"title": "C", "certification": True})
    assert certified.scoring_type == "scoring_without_answers"
    with pytest.raises(UserError, match="has no questions"):
        plain.check_validity()
    survey.active = False
    with pytest.raises(UserError, match="closed surveys"):
        survey.check_validity()


def test_attempts_run_out(env, survey):
    survey.write({"users_login_required": True, "is_attempts_limited": True,
                  "access_mode": "token", "attempts_limit": 1})
    survey._create_answer(user=env.user)._mark_done()
    with pytest.raises(UserError, match="No attempts left"):
        survey._create_answer(user=env.user)


def test_inviting(env, survey):
    partner = env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
    action = survey.action_send_survey()
    invite = env["survey.invite"].with_context(**action["context"]).create({
        "partner_ids": [(6, 0, partner.ids)], "emails": "bob@example.com"})
    assert invite.survey_start_url.endswith(f"/survey/start/{survey.access_token}")

    invite.action_invite()
    invite.action_invite()

    answers = survey.user_input_ids
    assert sorted(answers.mapped("email")) == ["ann@example.com", "bob@example.com"]
    mails = env["mail.mail"].search([("subject", "=", "Participate to Quiz survey")])
    assert len(mails) == 4
    assert answers[0].access_token in "".join(mails.mapped("body_html"))
    with pytest.raises(UserError, match="at least one valid recipient"):
        env["survey.invite"].with_context(**action["context"]).create({}).action_invite()


def test_addresses(env, survey):
    assert survey.action_test_survey()["url"] == f"/survey/test/{survey.access_token}"
    answer = survey._create_answer(user=env.user)
    assert answer.get_start_url() == \
        f"/survey/start/{survey.access_token}?answer_token={answer.access_token}"
