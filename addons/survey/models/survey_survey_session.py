"""Live sessions: a host shows questions, everybody answers at once."""
import random

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

DIGITS = (4, 5, 6, 7, 8, 9)     # how long codes are, the shortest free one wins
TRIES = 10


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    allowed_survey_types = fields.Json(compute="_compute_allowed_survey_types")
    session_available = fields.Boolean(compute="_compute_session_available")
    session_code = fields.Char(
        compute="_compute_session_code", store=True, readonly=False, precompute=True,
        copy=False)
    session_link = fields.Char(compute="_compute_session_link")
    session_answer_count = fields.Integer(compute="_compute_session_counts")
    session_question_answer_count = fields.Integer(compute="_compute_session_counts")
    session_show_leaderboard = fields.Boolean(compute="_compute_session_show_leaderboard")

    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        allowed = ["survey", "live_session", "assessment", "custom"] \
            if self.env.user.has_group("survey.group_survey_user") else False
        for survey in self:
            survey.allowed_survey_types = allowed

    @api.depends("survey_type", "certification")
    def _compute_session_available(self):
        for survey in self:
            survey.session_available = not survey.certification \
                and survey.survey_type in ("live_session", "custom")

    def _compute_session_code(self):
        for survey in self:
            survey.session_code = survey.session_code or self._draw_session_code()

    @api.model
    def _draw_session_code(self):
        for length in DIGITS:
            for _try in range(TRIES):
                code = "".join(random.choice("0123456789") for _digit in range(length))
                if not self.sudo().with_context(active_test=False).search_count(
                        [("session_code", "=", code)], limit=1):
                    return code
        return False

    @api.depends("session_code")
    def _compute_session_link(self):
        for survey in self:
            end = f"/s/{survey.session_code}" if survey.session_code \
                else survey.get_start_url()
            survey.session_link = survey.get_base_url() + end

    @api.depends("session_start_time", "user_input_ids", "session_question_id")
    def _compute_session_counts(self):
        for survey in self:
            answers = survey._get_session_answers()
            survey.session_answer_count = len(answers)
            question = survey.session_question_id
            lines = answers.user_input_line_ids.filtered(
                lambda line, question=question: line.question_id == question)
            survey.session_question_answer_count = len(lines.user_input_id) \
                if question else 0

    def _get_session_answers(self):
        self.ensure_one()
        start = self.session_start_time
        if not start:
            return self.env["survey.user_input"]
        return self.user_input_ids.filtered(
            lambda answer: answer.is_session_answer and answer.state != "done"
            and answer.create_date >= start)

    @api.depends("scoring_type", "question_and_page_ids.save_as_nickname")
    def _compute_session_show_leaderboard(self):
        for survey in self:
            survey.session_show_leaderboard = survey.scoring_type != "no_scoring" and any(
                question.save_as_nickname for question in survey.question_and_page_ids)

    # ---- buttons
    def _check_may_host(self):
        self.ensure_one()
        if not self.env.user.has_group("survey.group_survey_user"):
            raise ValidationError(_("Only survey users can manage sessions."))

    def action_start_session(self):
        """Begin a session, and open the page of its host."""
        self._check_may_host()
        if not self.question_ids:
            raise UserError(_(
                "You cannot start a session of a survey that has no questions."))
        start = self.env.cr.now().replace(microsecond=0)    # as answers are dated
        self.sudo().write({
            "questions_layout": "page_per_question",
            "session_start_time": start, "session_question_id": None,
            "session_state": "ready",
        })
        return self.action_open_session_manager()

    def action_open_session_manager(self):
        """Open the page of the session's host."""
        self._check_may_host()
        return self._open_url(_("Open Session Manager"),
                              f"/survey/session/manage/{self.access_token}", "self")

    def action_end_session(self):
        """End the session: what is not finished is done now."""
        self._check_may_host()
        self.sudo().write({"session_state": False})
        self.sudo().user_input_ids.filtered(
            lambda answer: answer.is_session_answer).write({"state": "done"})

    def action_survey_preview_certification_template(self):
        """Open the certificate as it will look."""
        self.ensure_one()
        return self._open_url(_("Preview"), f"/survey/{self.id}/certification_preview",
                              "_blank")
