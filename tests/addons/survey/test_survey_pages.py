"""Surveys are taken on pages, or by the calls that those make."""
from __future__ import annotations

import re

import pytest

INSTALL = ["survey"]


class Visitor:
    """Somebody with a browser that knows cookies and forms."""

    def __init__(self, server):
        import requests
        self.session, self.url = requests.Session(), server.url
        self.session.get(f"{self.url}/web/login", params={"db": server.db}, timeout=30)

    def get(self, path):
        return self.session.get(self.url + path, timeout=30)

    def post(self, path, page, **values):
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        return self.session.post(
            self.url + path, data={**values, "csrf_token": token}, timeout=30)

    def call(self, path, **params):
        return self.session.post(self.url + path, timeout=30, json={
            "jsonrpc": "2.0", "params": params}).json()


@pytest.fixture
def survey(installed):
    with installed.env(uid=2) as env:
        made = env["survey.survey"].create({
            "title": "Quiz", "scoring_type": "scoring_with_answers",
            "question_and_page_ids": [
                (0, 0, {"title": "Two and two?", "question_type": "simple_choice",
                        "constr_mandatory": True, "sequence": 1, "suggested_answer_ids": [
                            (0, 0, {"value": "Four", "is_correct": True,
                                    "answer_score": 1}),
                            (0, 0, {"value": "Five"})]}),
                (0, 0, {"title": "Your mail?", "question_type": "char_box",
                        "sequence": 2, "validation_email": True,
                        "save_as_email": True})]})
        four, five = made.question_ids[0].suggested_answer_ids
        made.question_and_page_ids = [(0, 0, {
            "title": "Why five?", "question_type": "text_box", "sequence": 3,
            "triggering_answer_ids": [(6, 0, five.ids)]})]
        env.cr.commit()
        return {"id": made.id, "token": made.access_token, "code": made.session_code,
                "questions": made.question_ids.ids, "four": four.id, "five": five.id}


def answer_of(server, survey, token):
    with server.env(uid=1) as env:
        answer = env["survey.user_input"].search([
            ("survey_id", "=", survey["id"]), ("access_token", "=", token)])
        return {"state": answer.state, "score": answer.scoring_percentage,
                "email": answer.email, "lines": len(answer.user_input_line_ids)}


def test_a_survey_is_taken_page_by_page(installed, survey):
    visitor = Visitor(installed)
    page = visitor.get(f"/survey/start/{survey['token']}")
    assert "Two and two?" in page.text and "Your mail?" not in page.text
    path = page.url[len(installed.url):]
    first, second, _third = survey["questions"]

    page = visitor.post(path, page)
    assert "This question requires an answer." in page.text
    page = visitor.post(path, page, **{str(first): survey["four"]})
    assert "Your mail?" in page.text
    page = visitor.post(path, page, **{str(second): "nobody"})
    assert "This answer must be an email address" in page.text
    page = visitor.post(path, page, **{str(second): "ada@example.com"})
    assert "Thank you!" in page.text and "100.0%" in page.text

    token = path.rpartition("/")[2]
    assert answer_of(installed, survey, token) == {
        "state": "done", "score": 100.0, "email": "ada@example.com", "lines": 2}
    review = visitor.get(f"/survey/print/{survey['token']}?answer_token={token}")
    assert "ada@example.com" in review.text


def test_a_survey_is_taken_by_calls(installed, survey):
    visitor = Visitor(installed)
    token = visitor.get(f"/s/{survey['code']}").url.rpartition("/")[2]
    end = f"{survey['token']}/{token}"
    first, second, third = map(str, survey["questions"])

    assert "survey_content" in visitor.call(f"/survey/begin/{end}")["result"][1]
    wrong = visitor.call(f"/survey/submit/{end}")["result"][1]
    assert wrong["error"] == "validation" and first in wrong["fields"]
    visitor.call(f"/survey/submit/{end}", **{first: survey["five"]})
    assert "Why five?" in visitor.call(
        f"/survey/submit/{end}", **{second: "a@example.com"})["result"][1]["survey_content"]
    visitor.call(f"/survey/submit/{end}", **{third: "It is late"})
    assert answer_of(installed, survey, token)["state"] == "done"
    assert visitor.call(f"/survey/submit/{end}")["result"][1] == {"error": "answer_done"}


def test_who_may_not_take_a_survey(installed, survey):
    visitor = Visitor(installed)
    assert visitor.get("/survey/start/nothing").status_code == 404
    assert visitor.get(f"/survey/{survey['token']}/nothing").status_code == 404
    assert visitor.get(f"/survey/print/{survey['token']}").status_code == 403
    with installed.env(uid=2) as env:
        env["survey.survey"].browse(survey["id"]).active = False
        env.cr.commit()
    closed = visitor.get(f"/survey/start/{survey['token']}")
    assert closed.status_code == 403 and "now closed" in closed.text
    with installed.env(uid=2) as env:
        env["survey.survey"].browse(survey["id"]).write(
            {"active": True, "users_login_required": True})
        env.cr.commit()
    assert "/web/login" in visitor.get(f"/survey/start/{survey['token']}").url
