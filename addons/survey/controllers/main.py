"""The pages on which surveys are taken."""
from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.exceptions import UserError
from odoo.http import request
from werkzeug.exceptions import Forbidden, NotFound

from .survey_pages import read_form, render_done, render_questions

REASONS = {
    "survey_closed": "This survey is now closed. Thank you for your interest!",
    "survey_void": "This survey has no questions.",
    "token_required": "This survey is for the people who are invited.",
    "answer_deadline": "The deadline of this survey is over.",
    "answer_timed_out": "The time of this survey is over.",
}


class Survey(http.Controller):
    """Starting a survey, answering it, reading answers and results."""

    # ---- who comes
    def _get_survey(self, token):
        survey = request.env["survey.survey"].sudo().with_context(
            active_test=False).search([("access_token", "=", token)]) if token else None
        if not survey:
            raise NotFound
        return survey

    def _get_answer(self, survey, token):
        answers = request.env["survey.user_input"].sudo()
        return answers.search([
            ("survey_id", "=", survey.id), ("access_token", "=", token)], limit=1) \
            if token else answers

    def _get_answer_or_404(self, survey_token, answer_token):
        answer = self._get_answer(self._get_survey(survey_token), answer_token)
        if not answer:
            raise NotFound
        return answer

    def _get_refusal(self, survey, answer):
        if not survey.active and (not answer or answer.state != "done"):
            return "survey_closed"
        if not survey.question_ids:
            return "survey_void"
        if survey.users_login_required and request.env.user._is_public():
            return "survey_auth"
        if not answer and survey.access_mode == "token":
            return "token_required"
        return answer._get_closing_reason() if answer and answer.state != "done" else ""

    def _refuse(self, survey, reason, status=403):
        if reason == "survey_auth":
            return request.redirect(f"/web/login?redirect=/survey/start/{survey.access_token}")
        return pages.render_page(survey.title, Markup("<h1>{}</h1><p>{}</p>").format(
            survey.title, _(REASONS[reason])), status=status)

    # ---- beginning
    @http.route("/survey/start/<string:survey_token>", type="http", auth="public")
    def survey_start(self, survey_token, answer_token=None, email=False, **post):
        """Begin, or go on with the answer that the address or a cookie names."""
        survey = self._get_survey(survey_token)
        token = answer_token or request.httprequest.cookies.get(f"survey_{survey_token}")
        answer = self._get_answer(survey, token)
        if answer_token and not answer:
            raise NotFound
        reason = self._get_refusal(survey, answer)
        if reason:
            return self._refuse(survey, reason)
        if not answer:
            try:
                answer = survey._create_answer(user=request.env.user, email=email)
            except UserError as error:
                return pages.render_page(survey.title, Markup("<h1>{}</h1><p>{}</p>").format(
                    survey.title, str(error)), status=403)
        response = request.redirect(f"/survey/{survey_token}/{answer.access_token}")
        response.set_cookie(f"survey_{survey_token}", answer.access_token)
        return response

    @http.route(["/s/<string:session_code>"], type="http", auth="public")
    def survey_session_code(self, session_code, **kwargs):
        """Go to the survey of a code, or of the beginning of an address."""
        surveys = request.env["survey.survey"].sudo()
        survey = surveys.search([("session_code", "=", session_code)], limit=1) or \
            surveys.search([("access_token", "=like", f"{session_code}%")]) \
            if len(session_code) >= 4 else surveys
        if len(survey) != 1:
            raise NotFound
        return request.redirect(survey.get_start_url())

    @http.route("/survey/test/<string:survey_token>", type="http", auth="user")
    def survey_test(self, survey_token, **kwargs):
        """Try a survey; the answers do not count."""
        survey = self._get_survey(survey_token)
        try:
            answer = survey._create_answer(user=request.env.user, test_entry=True)
        except UserError as error:
            raise Forbidden(str(error)) from error
        return request.redirect(f"/survey/{survey_token}/{answer.access_token}")

    # ---- answering
    @http.route("/survey/<string:survey_token>/<string:answer_token>", type="http",
                auth="public", methods=["GET", "POST"])
    def survey_display_page(self, survey_token, answer_token, **post):
        """Show the questions that come next, or take their answers."""
        answer = self._get_answer_or_404(survey_token, answer_token)
        reason = self._get_refusal(answer.survey_id, answer)
        if reason:
            return self._refuse(answer.survey_id, reason)
        errors = {}
        if request.httprequest.method == "POST" and answer.state != "done":
            _step, questions = answer._get_next_step()
            errors = answer._take_answers(read_form(questions, request.httprequest.form))
            if not errors:
                return request.redirect(f"/survey/{survey_token}/{answer_token}")
        return pages.render_page(
            answer.survey_id.title, self._render_step(answer, errors))

    def _render_step(self, answer, errors=None):
        if answer.state == "done":
            return render_done(answer)
        survey = answer.survey_id
        step, questions = answer._get_next_step()
        head = survey.description or "" if answer.state == "new" else ""
        section = Markup("<h2>{}</h2>").format(step.title) if step.is_page else ""
        return Markup('<h1>{}</h1>{}<form method="post">{}{}{}<button>{}</button></form>') \
            .format(survey.title, head, pages.hidden("csrf_token", request.csrf_token()),
                    section, render_questions(questions, errors), _("Continue"))

    @http.route("/survey/begin/<string:survey_token>/<string:answer_token>",
                type="jsonrpc", auth="public")
    def survey_begin(self, survey_token, answer_token, **post):
        """Note that the participant begins."""
        answer = self._get_answer_or_404(survey_token, answer_token)
        reason = self._get_refusal(answer.survey_id, answer)
        if reason or answer.state != "new":
            return {}, {"error": reason or _("The survey has already started.")}
        answer._mark_in_progress()
        return {}, {"survey_content": self._render_step(answer)}

    @http.route("/survey/submit/<string:survey_token>/<string:answer_token>",
                type="jsonrpc", auth="public")
    def survey_submit(self, survey_token, answer_token, **post):
        """Take the answers of the questions that come next, by the ids of those."""
        answer = self._get_answer_or_404(survey_token, answer_token)
        reason = self._get_refusal(answer.survey_id, answer) or answer._get_closing_reason()
        if reason:
            return {}, {"error": reason}
        _step, questions = answer._get_next_step()
        errors = answer._take_answers(post)
        if errors:
            return {}, {"error": "validation", "fields": errors}
        correct = {}
        if answer.survey_id.scoring_type == "scoring_with_answers_after_page":
            correct = {question.id: question.suggested_answer_ids.filtered("is_correct").ids
                       for question in questions}
        return correct, {"survey_content": self._render_step(answer)}

    # ---- reading
    @http.route("/survey/print/<string:survey_token>", type="http", auth="public")
    def survey_print(self, survey_token, answer_token=None, **post):
        """Show all questions, with the answers of a participation."""
        survey = self._get_survey(survey_token)
        answer = self._get_answer(survey, answer_token)
        is_officer = request.env.user.has_group("survey.group_survey_user")
        if not answer and (answer_token or not is_officer):
            raise Forbidden
        if answer and answer.state != "done" and not is_officer:
            return self._refuse(survey, "token_required")
        questions = answer.predefined_question_ids if answer else survey.question_ids
        return pages.render_page(survey.title, Markup("<h1>{}</h1>{}").format(
            survey.title, render_questions(
                questions, lines=answer.user_input_line_ids, readonly=bool(answer))))

    @http.route("/survey/results/<int:survey_id>", type="http", auth="user")
    def survey_report(self, survey_id, **post):
        """Show how often each answer was given."""
        survey = request.env["survey.survey"].browse(survey_id).exists()
        if not survey or not survey.has_access("read"):
            raise NotFound
        lines = request.env["survey.user_input.line"].search([
            ("survey_id", "=", survey.id), ("user_input_id.state", "=", "done"),
            ("user_input_id.test_entry", "=", False), ("skipped", "=", False)])
        body = [Markup("<h1>{}</h1>").format(survey.title)]
        for question in survey.question_ids:
            counts = {}
            for line in lines.filtered(lambda one, q=question: one.question_id == q):
                counts[line.display_name] = counts.get(line.display_name, 0) + 1
            body.append(Markup("<h3>{}</h3><ul>{}</ul>").format(
                question.title, Markup("").join(
                    Markup("<li>{}: {}</li>").format(text, count)
                    for text, count in counts.items())))
        return pages.render_page(survey.title, Markup("").join(body))

    @http.route("/survey/<string:survey_token>/get_background_image", type="http",
                auth="public")
    def survey_get_background_image(self, survey_token, **kwargs):
        """Give the picture behind a survey."""
        survey = self._get_survey(survey_token)
        return request.env["ir.binary"]._get_image_stream_from(
            survey, "background_image").get_response()
