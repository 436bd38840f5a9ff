"""What chatbots say, one thing after the other."""
from __future__ import annotations

from odoo import api, fields, models


class ChatbotScriptStep(models.Model):
    _inherit = "chatbot.script.step"

    is_forward_operator = fields.Boolean(compute="_compute_is_forward_operator")
    is_forward_operator_child = fields.Boolean(
        compute="_compute_is_forward_operator_child")
    name = fields.Char(compute="_compute_name")
    step_type = fields.Selection([
        ("text", "Text"), ("question_selection", "Question"), ("question_email", "Email"),
        ("question_phone", "Phone"), ("forward_operator", "Forward to Operator"),
        ("free_input_single", "Free Input"),
        ("free_input_multi", "Free Input (Multi-Line)"),
    ], default="text", required=True)
    triggering_answer_ids = fields.Many2many(
        compute="_compute_triggering_answer_ids", readonly=False, store=True, copy=False)

    @api.depends("sequence", "chatbot_script_id.script_step_ids")
    def _compute_name(self):
        for step in self:
            steps = step.chatbot_script_id.script_step_ids.sorted(
                lambda one: (one.sequence, one.id))
            place = list(steps.ids).index(step.id) + 1 if step.id in steps.ids else 1
            step.name = f"{step.chatbot_script_id.title} - Step {place}"

    @api.depends("step_type")
    def _compute_is_forward_operator(self):
        for step in self:
            step.is_forward_operator = step.step_type == "forward_operator"

    @api.depends("triggering_answer_ids", "chatbot_script_id.script_step_ids.step_type")
    def _compute_is_forward_operator_child(self):
        """What is said when nobody is there to take over."""
        for step in self:
            before = step.chatbot_script_id.script_step_ids.filtered(
                lambda one, step=step: one.is_forward_operator
                and (one.sequence, one.id) < (step.sequence, step.id))
            step.is_forward_operator_child = any(
                set(one.triggering_answer_ids.ids) <= set(step.triggering_answer_ids.ids)
                for one in before)

    @api.depends("sequence")
    def _compute_triggering_answer_ids(self):
        """A step waits for answers of steps before it only."""
        for step in self:
            step.triggering_answer_ids = step.triggering_answer_ids.filtered(
                lambda answer, step=step: answer.script_step_id.sequence <= step.sequence)

    @api.model_create_multi
    def create(self, vals_list):
        """New steps come last."""
        last, prepared = {}, []
        for vals in vals_list:
            script_id = vals.get("chatbot_script_id")
            if script_id and "sequence" not in vals:
                if script_id not in last:
                    steps = self.search([("chatbot_script_id", "=", script_id)])
                    last[script_id] = max(steps.mapped("sequence"), default=-1)
                last[script_id] += 1
                vals = {**vals, "sequence": last[script_id]}
            prepared.append(vals)
        return super().create(prepared)
