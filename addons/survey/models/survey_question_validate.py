"""Whether an answer is one: what is wrong with it, in words."""
from odoo import _, fields, models
from odoo.tools import email_normalize


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    def validate_question(self, answer, comment=None):
        """Return {} for a good answer, else {question id: what is wrong}."""
        self.ensure_one()
        if isinstance(answer, str):
            answer = answer.strip()
        kind = self.question_type
        if not answer and kind not in ("simple_choice", "multiple_choice"):
            if self.constr_mandatory and not self.survey_id.users_can_go_back:
                return {self.id: self._mandatory_text()}
            return {}
        if kind == "char_box":
            return self._validate_char_box(answer)
        if kind == "numerical_box":
            return self._validate_numerical_box(answer)
        if kind in ("date", "datetime"):
            return self._validate_date(answer)
        if kind in ("simple_choice", "multiple_choice"):
            return self._validate_choice(answer, comment)
        if kind == "matrix":
            return self._validate_matrix(answer)
        return {}

    def _mandatory_text(self):
        return self.constr_error_msg or _("This question requires an answer.")

    def _invalid(self):
        return {self.id: self.validation_error_msg or
                _("The answer you entered is not valid.")}

    def _validate_char_box(self, answer):
        if self.validation_email and not email_normalize(answer):
            return {self.id: _("This answer must be an email address")}
        if self.validation_required and not (
            self.validation_length_min <= len(answer) <= self.validation_length_max
        ):
            return self._invalid()
        return {}

    def _validate_numerical_box(self, answer):
        try:
            number = float(answer)
        except ValueError:
            return {self.id: _("This is not a number")}
        if self.validation_required and not (
            self.validation_min_float_value <= number <= self.validation_max_float_value
        ):
            return self._invalid()
        return {}

    def _validate_date(self, answer):
        kind = fields.Datetime if self.question_type == "datetime" else fields.Date
        try:
            moment = kind.from_string(answer)
        except ValueError:
            return {self.id: _("This is not a date")}
        if self.validation_required:
            least = self[f"validation_min_{self.question_type}"]
            most = self[f"validation_max_{self.question_type}"]
            if least and moment < least or most and moment > most:
                return self._invalid()
        return {}

    def _validate_choice(self, answer, comment):
        answers = answer if isinstance(answer, list) else ([answer] if answer else [])
        count = len(answers)
        if comment and self.comment_count_as_answer:
            count += 1
        if count == 0 and self.constr_mandatory and not self.survey_id.users_can_go_back:
            return {self.id: self._mandatory_text()}
        if count > 1 and self.question_type == "simple_choice":
            return {self.id: _("For this question, you can only select one answer.")}
        return {}

    def _validate_matrix(self, answers):
        if self.constr_mandatory and len(self.matrix_row_ids) != len(answers):
            return {self.id: self._mandatory_text()}
        return {}
