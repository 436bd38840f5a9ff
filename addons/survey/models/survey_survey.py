"""Surveys: how they are taken, who may, what a pass is."""
import random
import uuid

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    _access_token_unique = models.Constraint(
        "unique(access_token)", "Access token should be unique")
    _session_code_unique = models.Constraint(
        "unique(session_code)", "Session code should be unique")
    _certification_check = models.Constraint(
        "CHECK(scoring_type != 'no_scoring' OR certification = False)",
        "You can only create certifications for surveys that have a scoring mechanism.")
    _scoring_success_min_check = models.Constraint(
        "CHECK(scoring_success_min IS NULL OR (scoring_success_min >= 0 AND "
        "scoring_success_min <= 100))",
        "The percentage of success has to be defined between 0 and 100.")
    _time_limit_check = models.Constraint(
        "CHECK((is_time_limited = False) OR (time_limit is not null AND time_limit > 0))",
        "The time limit needs to be a positive number if the survey is time limited.")
    _attempts_limit_check = models.Constraint(
        "CHECK((is_attempts_limited = False) OR (attempts_limit is not null AND "
        "attempts_limit > 0))",
        "The attempts limit needs to be a positive number if the survey has a limited "
        "number of attempts.")

    survey_type = fields.Selection(default="custom")
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    color = fields.Integer(default=0)
    questions_layout = fields.Selection(default="page_per_question")
    questions_selection = fields.Selection(default="all")
    progression_mode = fields.Selection(default="percent")
    access_mode = fields.Selection(default="public")
    access_token = fields.Char(default=lambda self: str(uuid.uuid4()), copy=False)
    lang_ids = fields.Many2many(default=lambda self: self.env["res.lang"])
    scoring_type = fields.Selection(
        compute="_compute_scoring_type", store=True, readonly=False, precompute=True,
        required=True)
    scoring_success_min = fields.Float(default=80.0)
    attempts_limit = fields.Integer(default=1)
    is_attempts_limited = fields.Boolean(
        compute="_compute_is_attempts_limited", store=True, readonly=False)
    time_limit = fields.Float(default=10)
    certification = fields.Boolean(
        compute="_compute_certification", store=True, readonly=False, precompute=True)
    certification_report_layout = fields.Selection(default="modern_purple")
    certification_give_badge = fields.Boolean(
        compute="_compute_certification_give_badge", store=True, readonly=False,
        copy=False)
    question_and_page_ids = fields.One2many(copy=True)
    page_ids = fields.One2many("survey.question", compute="_compute_page_and_question_ids")
    question_ids = fields.One2many(
        "survey.question", compute="_compute_page_and_question_ids")
    question_count = fields.Integer(compute="_compute_page_and_question_ids")
    has_conditional_questions = fields.Boolean(
        compute="_compute_has_conditional_questions")
    scoring_max_obtainable = fields.Float(compute="_compute_scoring_max_obtainable")
    users_can_signup = fields.Boolean(compute="_compute_users_can_signup")
    background_image_url = fields.Char(compute="_compute_background_image_url")
    answer_count = fields.Integer(compute="_compute_survey_statistic")
    answer_done_count = fields.Integer(compute="_compute_survey_statistic")
    answer_score_avg = fields.Float(compute="_compute_survey_statistic")
    answer_duration_avg = fields.Float(compute="_compute_answer_duration_avg")
    success_count = fields.Integer(compute="_compute_survey_statistic")
    success_ratio = fields.Integer(compute="_compute_survey_statistic")

    # ---- options that go with others
    @api.depends("certification")
    def _compute_scoring_type(self):
        for survey in self:
            if survey.certification and survey.scoring_type in (False, "no_scoring"):
                survey.scoring_type = "scoring_without_answers"
            elif not survey.scoring_type:
                survey.scoring_type = "no_scoring"

    @api.depends("scoring_type")
    def _compute_certification(self):
        for survey in self:
            if not survey.certification or survey.scoring_type == "no_scoring":
                survey.certification = False

    @api.depends("users_login_required", "access_mode")
    def _compute_is_attempts_limited(self):
        for survey in self:
            if not survey.is_attempts_limited or (
                survey.access_mode == "public" and not survey.users_login_required
            ):
                survey.is_attempts_limited = False

    @api.depends("users_login_required", "certification")
    def _compute_certification_give_badge(self):
        for survey in self:
            if not survey.certification_give_badge or \
                    not survey.users_login_required or not survey.certification:
                survey.certification_give_badge = False

    def _compute_users_can_signup(self):
        scope = self.env["ir.config_parameter"].sudo().get_param(
            "auth_signup.invitation_scope")
        self.users_can_signup = scope == "b2c"

    @api.depends("background_image", "access_token")
    def _compute_background_image_url(self):
        for survey in self:
            survey.background_image_url = survey.background_image and \
                f"/survey/{survey.access_token}/get_background_image"

    # ---- questions
    @api.depends("question_and_page_ids.is_page", "question_and_page_ids.sequence")
    def _compute_page_and_question_ids(self):
        for survey in self:
            pages = survey.question_and_page_ids.filtered("is_page")
            survey.page_ids = pages
            survey.question_ids = survey.question_and_page_ids - pages
            survey.question_count = len(survey.question_ids)

    @api.depends("question_and_page_ids.triggering_answer_ids")
    def _compute_has_conditional_questions(self):
        for survey in self:
            survey.has_conditional_questions = bool(
                survey.question_and_page_ids.triggering_answer_ids)

    @api.depends("question_and_page_ids.answer_score",
                 "question_and_page_ids.suggested_answer_ids.answer_score")
    def _compute_scoring_max_obtainable(self):
        for survey in self:
            survey.scoring_max_obtainable = sum(
                question._get_max_score() for question in survey.question_ids)

    # ---- figures
    @api.depends("user_input_ids.state", "user_input_ids.test_entry",
                 "user_input_ids.scoring_percentage", "user_input_ids.scoring_success")
    def _compute_survey_statistic(self):
        rows = self.env["survey.user_input"]._read_group(
            [("survey_id", "in", self.ids), ("test_entry", "!=", True)],
            ["survey_id", "state", "scoring_success"],
            ["__count", "scoring_percentage:sum"])
        found = {}
        for survey, state, success, count, total in rows:
            figures = found.setdefault(survey.id, [0, 0, 0, 0.0])
            figures[0] += count
            if state == "done":
                figures[1] += count
                figures[2] += count if success else 0
                figures[3] += total or 0.0
        for survey in self:
            count, done, success, total = found.get(survey.id, (0, 0, 0, 0.0))
            survey.answer_count, survey.answer_done_count = count, done
            survey.success_count = success
            survey.answer_score_avg = total / (done or 1)
            survey.success_ratio = success / (done or 1) * 100

    @api.depends("user_input_ids.start_datetime", "user_input_ids.end_datetime")
    def _compute_answer_duration_avg(self):
        for survey in self:
            spans = [
                (a.end_datetime - a.start_datetime).total_seconds() / 3600
                for a in survey.user_input_ids
                if a.state == "done" and a.start_datetime and a.end_datetime]
            survey.answer_duration_avg = sum(spans) / len(spans) if spans else 0.0

    # ---- life
    def copy_data(self, default=None):
        """Return the values of copies, whose titles say so."""
        values = super().copy_data(default=default)
        return [vals if "title" in (default or {})
                else {**vals, "title": _("%s (copy)", survey.title)}
                for survey, vals in zip(self, values, strict=True)]

    def copy(self, default=None):
        """Copy surveys; questions hang on the answers of the copy."""
        copies = super().copy(default)
        for survey, made in zip(self, copies, strict=True):
            old, new = survey.question_and_page_ids, made.question_and_page_ids
            answers = dict(zip(old.suggested_answer_ids.ids, new.suggested_answer_ids.ids,
                               strict=False))
            for source, target in zip(old, new, strict=False):
                if source.triggering_answer_ids:
                    target.triggering_answer_ids = [(6, 0, [
                        answers[id_] for id_ in source.triggering_answer_ids.ids
                        if id_ in answers])]
        return copies

    def action_archive(self):
        """Close surveys, and the badges that they give."""
        result = super().action_archive()
        self.certification_badge_id.action_archive()
        return result

    def action_unarchive(self):
        """Open surveys, and the badges that they give."""
        result = super().action_unarchive()
        self.certification_badge_id.action_unarchive()
        return result

    # ---- taking part
    def check_validity(self):
        """UserError when a survey cannot be taken yet, or no more."""
        for survey in self:
            if not survey.question_ids:
                raise UserError(_(
                    "You cannot send an invitation for a survey that has no questions."))
            if survey.questions_layout == "page_per_section":
                if not survey.page_ids:
                    raise UserError(_(
                        'You cannot send an invitation for a "One page per section" '
                        "survey if the survey has no sections."))
                if not survey.page_ids.question_ids:
                    raise UserError(_(
                        'You cannot send an invitation for a "One page per section" '
                        "survey if the survey only contains empty sections."))
            if not survey.active:
                raise UserError(_("You cannot send invitations for closed surveys."))

    def _create_answer(self, user=False, partner=False, email=False, test_entry=False,
                       check_attempts=True, **additional_vals):
        """Make a participation for a user, a partner or an address."""
        self.check_access("read")
        made = self.env["survey.user_input"]
        for survey in self:
            if partner and not user and partner.user_ids:
                user = partner.user_ids[0]
            token = additional_vals.pop("invite_token", False)
            survey._check_answer_creation(
                user, partner, email, test_entry=test_entry,
                check_attempts=check_attempts, invite_token=token)
            vals = {"survey_id": survey.id, "test_entry": test_entry,
                    "is_session_answer": survey.session_state in ("ready", "in_progress")}
            if user and not user._is_public():
                vals |= {"partner_id": user.partner_id.id, "email": user.email,
                         "nickname": user.name}
            elif partner:
                vals |= {"partner_id": partner.id, "email": partner.email,
                         "nickname": partner.name}
            else:
                vals |= {"email": email, "nickname": email}
            if token:
                vals["invite_token"] = token
            elif survey.is_attempts_limited and survey.access_mode != "public":
                vals["invite_token"] = str(uuid.uuid4())
            made |= made.create({**vals, **additional_vals})
        return made

    def _check_answer_creation(self, user, partner, email, test_entry=False,
                               check_attempts=True, invite_token=False):
        self.ensure_one()
        if test_entry:
            if not user or not user.with_user(user).has_group("survey.group_survey_user"):
                raise UserError(_("Creating test token is not allowed for you."))
            return
        if not self.active:
            raise UserError(_(
                "Creating token for closed/archived surveys is not allowed."))
        if self.users_login_required and (not user or user._is_public()) and \
                not (partner and self.access_mode == "token"):
            raise UserError(_(
                "Creating token for external people is not allowed for surveys requesting "
                "authentication."))
        if check_attempts and not self._has_attempts_left(
            partner or (user and user.partner_id), email, invite_token
        ):
            raise UserError(_("No attempts left."))

    def _has_attempts_left(self, partner, email, invite_token):
        self.ensure_one()
        if (self.access_mode != "public" or self.users_login_required) and \
                self.is_attempts_limited:
            return self._get_number_of_attempts_lefts(partner, email, invite_token) > 0
        return True

    def _get_number_of_attempts_lefts(self, partner, email, invite_token):
        """Return how often a person may still take the survey."""
        domain = [("survey_id", "=", self.id), ("test_entry", "=", False),
                  ("state", "=", "done")]
        domain.append(("partner_id", "=", partner.id) if partner else
                      ("email", "=", email))
        if invite_token:
            domain.append(("invite_token", "=", invite_token))
        return self.attempts_limit - self.env["survey.user_input"].search_count(domain)

    def _prepare_user_input_predefined_questions(self):
        """Return the questions of one participation; some may be drawn by lot."""
        self.ensure_one()
        if self.questions_selection == "all":
            return self.question_ids
        questions = self.question_ids.filtered(lambda q: not q.page_id)
        for page in self.page_ids:
            ids = list(page.question_ids.ids)
            count = min(page.random_questions_count, len(ids))
            questions |= questions.browse(random.sample(ids, count))
        return questions
