"""Saving what participants answer."""
from odoo import _, models
from odoo.exceptions import UserError

SIMPLE = ("char_box", "scale", "text_box", "numerical_box", "date", "datetime")


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    def _save_lines(self, question, answer, comment=None, overwrite_existing=True):
        """Save the answer to a question, as lines; UserError on a second one."""
        old = self.env["survey.user_input.line"].search([
            ("user_input_id", "=", self.id), ("question_id", "=", question.id)])
        if old and not overwrite_existing:
            raise UserError(_("This answer cannot be overwritten."))
        kind = question.question_type
        if kind in SIMPLE:
            values = [self._get_line_answer_values(question, answer, kind)]
            if question.save_as_email and answer:
                self.write({"email": answer})
            if question.save_as_nickname and answer:
                self.write({"nickname": answer})
        elif kind in ("simple_choice", "multiple_choice"):
            values = self._choice_values(question, answer, comment)
        elif kind == "matrix":
            values = self._matrix_values(question, answer, comment)
        else:
            raise AttributeError(f"{kind}: This type of question has no saving function")
        old.sudo().unlink()
        return self.env["survey.user_input.line"].create(values)

    def _choice_values(self, question, answers, comment):
        answers = answers if isinstance(answers, list) else [answers]
        if not answers:
            answers = [False]
        values = []
        if question.question_type == "simple_choice" and comment and \
                question.comment_count_as_answer:
            answers = []
        for answer in answers:
            if answer or not comment:
                values.append(self._get_line_answer_values(question, answer, "suggestion"))
        if comment:
            values.append(self._get_line_comment_values(question, comment))
        return values

    def _matrix_values(self, question, answers, comment):
        values = [
            {**self._get_line_answer_values(question, answer, "suggestion"),
             "matrix_row_id": int(row)}
            for row, chosen in (answers or {}).items() for answer in chosen]
        if comment:
            values.append(self._get_line_comment_values(question, comment))
        return values or [self._get_line_answer_values(question, False, "suggestion")]

    def _get_line_answer_values(self, question, answer, answer_type):
        values = {"user_input_id": self.id, "question_id": question.id, "skipped": False,
                  "answer_type": answer_type}
        if not answer and answer != 0 or isinstance(answer, str) and not answer.strip():
            return {**values, "answer_type": None, "skipped": True}
        if answer_type == "suggestion":
            values["suggested_answer_id"] = int(answer)
        elif answer_type == "numerical_box":
            values["value_numerical_box"] = float(answer)
        elif answer_type == "scale":
            values["value_scale"] = int(answer)
        else:
            values[f"value_{answer_type}"] = answer
        return values

    def _get_line_comment_values(self, question, comment):
        return {"user_input_id": self.id, "question_id": question.id, "skipped": False,
                "answer_type": "char_box", "value_char_box": comment}
