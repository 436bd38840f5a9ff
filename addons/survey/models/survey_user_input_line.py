"""Single answers, and what they score."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

VALUES = {
    "char_box": "value_char_box", "text_box": "value_text_box",
    "numerical_box": "value_numerical_box", "scale": "value_scale",
    "date": "value_date", "datetime": "value_datetime",
    "suggestion": "suggested_answer_id",
}


class SurveyUserInputLine(models.Model):
    _inherit = "survey.user_input.line"

    answer_score = fields.Float(
        compute="_compute_answer_score", store=True, compute_sudo=True, precompute=True)
    answer_is_correct = fields.Boolean(
        compute="_compute_answer_score", store=True, compute_sudo=True, precompute=True)

    @api.depends("answer_type", "value_char_box", "value_text_box", "value_numerical_box",
                 "value_scale", "value_date", "value_datetime", "suggested_answer_id",
                 "matrix_row_id", "user_input_id")
    def _compute_display_name(self):
        for line in self:
            value = line[VALUES[line.answer_type]] if line.answer_type else False
            if line.answer_type == "suggestion":
                value = line.suggested_answer_id.value
                if line.matrix_row_id:
                    value = f"{value}: {line.matrix_row_id.value}"
            line.display_name = str(value) if value not in (False, None, "") \
                else _("Skipped")

    @api.depends("suggested_answer_id", "value_numerical_box", "value_date",
                 "value_datetime", "question_id", "answer_type")
    def _compute_answer_score(self):
        for line in self:
            question, kind = line.question_id, line.answer_type
            line.answer_score, line.answer_is_correct = 0, False
            if question.question_type in ("simple_choice", "multiple_choice"):
                answer = line.suggested_answer_id
                if kind == "suggestion" and answer:
                    line.answer_score = answer.answer_score
                    line.answer_is_correct = answer.is_correct
            elif kind in ("date", "datetime", "numerical_box") and \
                    question.is_scored_question:
                if line[f"value_{kind}"] == question[f"answer_{kind}"]:
                    line.answer_score = question.answer_score
                    line.answer_is_correct = True

    @api.constrains("skipped", "answer_type")
    def _check_answer_type_skipped(self):
        for line in self:
            if line.skipped == bool(line.answer_type):
                raise ValidationError(_(
                    "A question can either be skipped or answered, not both."))
            if line.answer_type in (False, "numerical_box", "scale"):
                continue
            if not line[VALUES[line.answer_type]]:
                raise ValidationError(_("The answer must be in the right type"))
