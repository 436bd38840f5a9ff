"""Questions, sections and the answers offered."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

CHOICES = ("simple_choice", "multiple_choice")


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    _positive_len_min = models.Constraint(
        "CHECK (validation_length_min >= 0)", "A length must be positive!")
    _positive_len_max = models.Constraint(
        "CHECK (validation_length_max >= 0)", "A length must be positive!")
    _validation_length = models.Constraint(
        "CHECK (validation_length_min <= validation_length_max)",
        "Max length cannot be smaller than min length!")
    _validation_float = models.Constraint(
        "CHECK (validation_min_float_value <= validation_max_float_value)",
        "Max value cannot be smaller than min value!")
    _validation_date = models.Constraint(
        "CHECK (validation_min_date <= validation_max_date)",
        "Max date cannot be smaller than min date!")
    _validation_datetime = models.Constraint(
        "CHECK (validation_min_datetime <= validation_max_datetime)",
        "Max datetime cannot be smaller than min datetime!")
    _positive_answer_score = models.Constraint(
        "CHECK (answer_score >= 0)",
        "An answer score for a non-multiple choice question cannot be negative!")
    _scored_date_have_answers = models.Constraint(
        "CHECK (is_scored_question != True OR question_type != 'date' OR answer_date is "
        "not null)",
        'All "Is a scored question = True" and "Question Type: Date" questions need an '
        "answer")
    _scale = models.Constraint(
        "CHECK (question_type != 'scale' OR (scale_min >= 0 AND scale_max <= 10 AND "
        "scale_min < scale_max))",
        "The scale must be a growing non-empty range between 0 and 10 (inclusive)")

    sequence = fields.Integer(default=10)
    random_questions_count = fields.Integer(default=1)
    question_type = fields.Selection(
        compute="_compute_question_type", store=True, readonly=False)
    matrix_subtype = fields.Selection(default="simple")
    scale_min = fields.Integer(default=0)
    scale_max = fields.Integer(default=10)
    validation_length_min = fields.Integer(default=0)
    validation_length_max = fields.Integer(default=0)
    validation_min_float_value = fields.Float(default=0.0)
    validation_max_float_value = fields.Float(default=0.0)
    validation_required = fields.Boolean(
        compute="_compute_validation_required", store=True, readonly=False)
    suggested_answer_ids = fields.One2many(copy=True)
    matrix_row_ids = fields.One2many(copy=True)
    triggering_answer_ids = fields.Many2many(copy=False)
    page_id = fields.Many2one(
        "survey.question", compute="_compute_page_id", store=True)
    question_ids = fields.One2many("survey.question", compute="_compute_question_ids")
    is_scored_question = fields.Boolean(
        compute="_compute_is_scored_question", store=True, readonly=False, copy=True)
    save_as_email = fields.Boolean(
        compute="_compute_save_as_email", store=True, readonly=False, copy=True)
    save_as_nickname = fields.Boolean(
        compute="_compute_save_as_nickname", store=True, readonly=False, copy=True)
    triggering_question_ids = fields.Many2many(
        "survey.question", compute="_compute_triggering_question_ids")
    allowed_triggering_question_ids = fields.Many2many(
        "survey.question", compute="_compute_allowed_triggering_question_ids")
    is_placed_before_trigger = fields.Boolean(
        compute="_compute_allowed_triggering_question_ids")
    has_image_only_suggested_answer = fields.Boolean(
        compute="_compute_has_image_only_suggested_answer")

    @api.depends("is_page")
    def _compute_question_type(self):
        for question in self:
            if question.is_page:
                question.question_type = False
            elif not question.question_type:
                question.question_type = "simple_choice"

    @api.depends("validation_required", "question_type")
    def _compute_validation_required(self):
        kinds = ("char_box", "numerical_box", "date", "datetime")
        for question in self:
            if not question.validation_required or question.question_type not in kinds:
                question.validation_required = False

    # ---- sections
    @api.depends("survey_id.question_and_page_ids.is_page",
                 "survey_id.question_and_page_ids.sequence")
    def _compute_page_id(self):
        for question in self:
            if question.is_page or not question.survey_id:
                question.page_id = None
                continue
            page = None
            for other in question.survey_id.question_and_page_ids.sorted():
                if other == question:
                    break
                if other.is_page:
                    page = other
            question.page_id = page

    @api.depends("survey_id.question_and_page_ids.is_page",
                 "survey_id.question_and_page_ids.sequence")
    def _compute_question_ids(self):
        for question in self:
            found = self.browse()
            if question.is_page:
                within = False
                for other in question.survey_id.question_and_page_ids.sorted():
                    if other.is_page:
                        within = other == question
                    elif within:
                        found |= other
            question.question_ids = found

    # ---- options that go with others
    @api.depends("question_type", "scoring_type", "answer_date", "answer_datetime",
                 "answer_numerical_box", "suggested_answer_ids.is_correct")
    def _compute_is_scored_question(self):
        for question in self:
            kind = question.question_type
            if question.is_scored_question is None or \
                    question.scoring_type == "no_scoring":
                question.is_scored_question = False
            elif kind in ("date", "datetime", "numerical_box"):
                question.is_scored_question = bool(question[f"answer_{kind}"])
            elif kind in CHOICES:
                question.is_scored_question = any(
                    question.suggested_answer_ids.mapped("is_correct"))
            else:
                question.is_scored_question = False

    @api.depends("question_type", "validation_email")
    def _compute_save_as_email(self):
        for question in self:
            if question.question_type != "char_box" or not question.validation_email:
                question.save_as_email = False

    @api.depends("question_type")
    def _compute_save_as_nickname(self):
        for question in self:
            if question.question_type != "char_box":
                question.save_as_nickname = False

    @api.depends("triggering_answer_ids")
    def _compute_triggering_question_ids(self):
        for question in self:
            question.triggering_question_ids = question.triggering_answer_ids.question_id

    @api.depends("survey_id.question_and_page_ids.sequence", "triggering_answer_ids")
    def _compute_allowed_triggering_question_ids(self):
        for question in self:
            before = self.browse()
            for other in question.survey_id.question_and_page_ids.sorted():
                if other == question:
                    break
                before |= other
            allowed = before.filtered(
                lambda q: q.question_type in CHOICES and q.suggested_answer_ids)
            question.allowed_triggering_question_ids = allowed
            question.is_placed_before_trigger = bool(
                question.triggering_answer_ids.question_id - before)

    @api.depends("suggested_answer_ids.value", "suggested_answer_ids.value_image")
    def _compute_has_image_only_suggested_answer(self):
        for question in self:
            question.has_image_only_suggested_answer = any(
                not a.value and a.value_image for a in question.suggested_answer_ids)

    # ---- rules
    @api.constrains("is_page")
    def _check_question_type_for_pages(self):
        wrong = self.filtered(lambda q: q.is_page and q.question_type)
        if wrong:
            raise ValidationError(_(
                "Question type should be empty for these pages: %s",
                ", ".join(wrong.mapped("title"))))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_live_sessions_in_progress(self):
        running = self.survey_id.filtered(lambda s: s.session_state == "in_progress")
        if running:
            raise UserError(_(
                'You cannot delete questions from surveys "%(survey_names)s" while live '
                "sessions are in progress.", survey_names=", ".join(
                    running.mapped("title"))))

    def _get_max_score(self):
        """Return the best score that a question gives."""
        self.ensure_one()
        scores = [a.answer_score for a in self.suggested_answer_ids if a.answer_score > 0]
        if self.question_type == "simple_choice":
            return max(scores, default=0)
        if self.question_type == "multiple_choice":
            return sum(scores)
        return self.answer_score if self.is_scored_question else 0


class SurveyQuestionAnswer(models.Model):
    _inherit = "survey.question.answer"

    _value_not_empty = models.Constraint(
        "CHECK (value IS NOT NULL OR value_image_filename IS NOT NULL)",
        "Suggested answer value must not be empty (a text and/or an image must be "
        "provided).")

    sequence = fields.Integer(default=10)
    value_label = fields.Char(compute="_compute_value_label")

    @api.depends("question_id.suggested_answer_ids", "sequence", "value")
    def _compute_value_label(self):
        for answer in self:
            if answer.value or not answer.question_id:
                answer.value_label = answer.value or ""
            else:
                ids = answer.question_id.suggested_answer_ids.ids
                answer.value_label = chr(ord("A") + ids.index(answer.id)) \
                    if answer.id in ids else ""

    @api.constrains("question_id", "matrix_question_id")
    def _check_question_not_empty(self):
        for answer in self:
            if not bool(answer.question_id) != bool(answer.matrix_question_id):
                raise ValidationError(_(
                    "A label must be attached to only one question."))
