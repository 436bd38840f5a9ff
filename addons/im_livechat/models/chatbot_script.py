"""Chatbots: an operator that is none, and what it says."""
from __future__ import annotations

from odoo import Command, _, api, fields, models

FIRST = ("text", "question_selection", "question_email", "question_phone",
         "free_input_single", "free_input_multi")


class ChatbotScript(models.Model):
    _inherit = "chatbot.script"

    first_step_warning = fields.Selection([
        ("first_step_operator", "First Step Operator"),
        ("first_step_invalid", "First Step Invalid")], compute="_compute_first_step_warning")
    livechat_channel_count = fields.Integer(compute="_compute_livechat_channel_count")
    title = fields.Char(default="Chatbot")

    @api.depends("script_step_ids.step_type")
    def _compute_first_step_warning(self):
        """A chatbot begins by saying something that is answered."""
        for script in self:
            steps = script.script_step_ids.sorted(lambda step: (step.sequence, step.id))
            real = steps.filtered(lambda step: step.step_type != "text")[:1]
            if real.step_type == "forward_operator":
                script.first_step_warning = "first_step_operator"
            elif real and real.step_type not in FIRST:
                script.first_step_warning = "first_step_invalid"
            else:
                script.first_step_warning = False

    def _compute_livechat_channel_count(self):
        found = {script.id: len(channels) for script, channels in self.env[
            "im_livechat.channel.rule"]._read_group(
                [("chatbot_script_id", "in", self.ids)], ["chatbot_script_id"],
                ["channel_id:recordset"])}
        for script in self:
            script.livechat_channel_count = found.get(script.id, 0)

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make the partner in whose name a chatbot speaks."""
        missing = [vals for vals in vals_list if not vals.get("operator_partner_id")]
        partners = iter(self.env["res.partner"].sudo().create([{
            "name": vals.get("title") or self.default_get(["title"])["title"],
            "image_1920": vals.get("image_1920", False), "active": False,
        } for vals in missing]))
        return super().create([
            vals if vals.get("operator_partner_id")
            else {**vals, "operator_partner_id": next(partners).id} for vals in vals_list])

    def write(self, vals):
        """The partner goes by the chatbot's name."""
        result = super().write(vals)
        if vals.get("title"):
            self.operator_partner_id.sudo().write({"name": vals["title"]})
        if "image_1920" in vals:
            self.operator_partner_id.sudo().write({"image_1920": vals["image_1920"]})
        return result

    def copy_data(self, default=None):
        """The copy has a name of its own."""
        named = bool((default or {}).get("title"))
        return [
            vals if named else {**vals, "title": _("%s (copy)", script.title)}
            for script, vals in zip(self, super().copy_data(default=default))]

    def copy(self, default=None):
        """The steps of a copy wait for the answers of the copy."""
        copies = super().copy(default)
        for script, new in zip(self, copies):
            old_steps = script.script_step_ids.sorted("id")
            new_steps = new.script_step_ids.sorted("id")
            answers = dict(zip(old_steps.answer_ids.sorted("id").ids,
                               new_steps.answer_ids.sorted("id").ids))
            for old, step in zip(old_steps, new_steps):
                step.triggering_answer_ids = [Command.set([
                    answers[i] for i in old.triggering_answer_ids.ids if i in answers])]
        return copies

    def action_view_livechat_channels(self):
        """Open the channels in which the chatbot answers."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "im_livechat.im_livechat_channel_action")
        return {**action, "domain": [("rule_ids.chatbot_script_id", "in", self.ids)]}
