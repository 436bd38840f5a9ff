"""Questions that attendees answer."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class EventQuestion(models.Model):
    _inherit = "event.question"

    question_type = fields.Selection(default="simple_choice")
    sequence = fields.Integer(default=10)
    event_count = fields.Integer(compute="_compute_event_count")
    is_reusable = fields.Boolean(
        compute="_compute_is_reusable", store=True, default=True)

    _check_default_question_is_reusable = models.Constraint(
        "CHECK(is_default IS DISTINCT FROM TRUE OR is_reusable IS TRUE)",
        "A default question must be reusable.")

    @api.depends("event_ids")
    def _compute_event_count(self):
        for question in self:
            question.event_count = len(question.event_ids)

    @api.depends("is_default", "event_type_ids")
    def _compute_is_reusable(self):
        for question in self:
            question.is_reusable = question.is_default or bool(question.event_type_ids) \
                or question.is_reusable

    def write(self, vals):
        """Change questions; the kind of one that was answered stays."""
        if "question_type" in vals:
            changed = self.filtered(lambda q: q.question_type != vals["question_type"])
            if changed and self.env["event.registration.answer"].search_count(
                [("question_id", "in", changed.ids)], limit=1
            ):
                raise UserError(_(
                    "You cannot change the question type of a question that already has "
                    "answers!"))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered_question(self):
        if self.env["event.registration.answer"].search_count(
            [("question_id", "in", self.ids)], limit=1
        ):
            raise UserError(_(
                "You cannot delete a question that has already been answered by "
                "attendees. You can archive it instead."))


class EventQuestionAnswer(models.Model):
    _inherit = "event.question.answer"

    sequence = fields.Integer(default=10)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_selected_answer(self):
        if self.env["event.registration.answer"].search_count(
            [("value_answer_id", "in", self.ids)], limit=1
        ):
            raise UserError(_(
                "You cannot delete an answer that has already been selected by "
                "attendees."))


class EventRegistrationAnswer(models.Model):
    _inherit = "event.registration.answer"

    _value_check = models.Constraint(
        "CHECK(value_answer_id IS NOT NULL OR COALESCE(value_text_box, '') <> '')",
        "There must be a suggested value or a text value.")

    @api.depends("value_answer_id", "question_type", "value_text_box")
    def _compute_display_name(self):
        for answer in self:
            answer.display_name = answer.value_answer_id.name \
                if answer.question_type == "simple_choice" else answer.value_text_box

    @api.constrains("value_answer_id")
    def _check_value_answer_id(self):
        for answer in self:
            if answer.value_answer_id and \
                    answer.value_answer_id.question_id != answer.question_id:
                raise ValidationError(_("The answer does not belong to the question."))
