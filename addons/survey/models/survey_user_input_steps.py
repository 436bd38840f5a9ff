"""The way through a survey: which questions come next, and taking their answers."""
from odoo import fields, models


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    def _get_active_questions(self):
        """Return the questions to answer: conditional ones only once they are due."""
        self.ensure_one()
        chosen = self.user_input_line_ids.suggested_answer_id
        return self.predefined_question_ids.filtered(
            lambda q: not q.triggering_answer_ids or q.triggering_answer_ids & chosen
        ).sorted(lambda q: (q.sequence, q.id))

    def _get_steps(self):
        """Return [(the page or question that names the step, its questions)]."""
        self.ensure_one()
        questions = self._get_active_questions()
        layout = self.survey_id.questions_layout
        if layout == "one_page":
            return [(self.survey_id.question_and_page_ids[:1], questions)]
        if layout == "page_per_question":
            return [(question, question) for question in questions]
        steps = []
        for page in self.survey_id.page_ids:
            own = questions.filtered(lambda q, page=page: q.page_id == page)
            if own or page.description:
                steps.append((page, own))
        loose = questions.filtered(lambda q: not q.page_id)
        return [(loose[:1], loose), *steps] if loose else steps

    def _get_next_step(self):
        """Return the step after the one that was shown last; empty records at the end."""
        nothing = self.env["survey.question"]
        steps = self._get_steps()
        last = self.last_displayed_page_id
        if not last:
            return steps[0] if steps else (nothing, nothing)
        names = [name for name, _questions in steps]
        if last in names:
            index = names.index(last) + 1
        else:       # a conditional question that is not asked any longer
            index = next((i for i, name in enumerate(names)
                          if name.sequence > last.sequence), len(steps))
        return steps[index] if index < len(steps) else (nothing, nothing)

    def _get_closing_reason(self):
        """Return why no answers are taken any more, as a code; empty if they are."""
        self.ensure_one()
        if self.state == "done":
            return "answer_done"
        if self.deadline and self.deadline < fields.Datetime.now():
            return "answer_deadline"
        if self.survey_time_limit_reached:
            return "answer_timed_out"
        return ""

    def _take_answers(self, given):
        """Save the answers of the next step; return what is wrong with them, by question.

        `given` has answers by the id of the question, as text or number.
        """
        self.ensure_one()
        if self.state == "new":
            self._mark_in_progress()
        step, questions = self._get_next_step()
        answers = {question: _pick(question, given) for question in questions}
        errors = {}
        for question, (answer, comment) in answers.items():
            errors.update(question.validate_question(answer, comment))
        if errors:
            return errors
        for question, (answer, comment) in answers.items():
            self._save_lines(question, answer, comment)
        self.last_displayed_page_id = step
        if not self._get_next_step()[0]:
            self._mark_done()
        return {}


def _pick(question, given):
    """Return (answer, comment) of a question out of what a client sent."""
    answer = given.get(str(question.id), given.get(question.id))
    comment = given.get(f"{question.id}_comment")
    if question.question_type == "matrix":
        rows = dict(answer) if isinstance(answer, dict) else {}
        comment = rows.pop("comment", comment)
        return rows, comment
    if isinstance(answer, dict):
        return answer.get("answer"), answer.get("comment", comment)
    if isinstance(answer, list):
        for part in answer:
            if isinstance(part, dict) and "comment" in part:
                comment = part["comment"].strip()
        answer = [part for part in answer if not isinstance(part, dict)]
        if question.question_type == "simple_choice":
            answer = answer[0] if answer else None
    return answer, comment
