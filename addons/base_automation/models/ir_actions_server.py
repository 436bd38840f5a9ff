"""Actions of rules."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    base_automation_id = fields.Many2one(
        "base.automation", "Automation Rule", index="btree_not_null", ondelete="cascade")
    usage = fields.Selection(
        selection_add=[("base_automation", "Automation Rule")],
        ondelete={"base_automation": "cascade"})

    @api.constrains("model_id", "base_automation_id")
    def _check_model_coherency_with_automation(self):
        for action in self.filtered("base_automation_id"):
            if action.model_id != action.base_automation_id.model_id:
                raise ValidationError(_(
                    "Model of action %(action_name)s should match the one from automated "
                    "rule %(rule_name)s.", action_name=action.name,
                    rule_name=action.base_automation_id.name))

    @api.depends("usage")
    def _compute_available_model_ids(self):
        """Actions of a rule are about its model."""
        rules = self.filtered(lambda action: action.usage == "base_automation"
                              and action.base_automation_id)
        for action in rules:
            action.available_model_ids = action.base_automation_id.model_id
        if self - rules:
            super(IrActionsServer, self - rules)._compute_available_model_ids()

    def _get_eval_context(self, action=None):
        """Code may use what a webhook was called with."""
        context = super()._get_eval_context(action=action)
        if action and action.state == "code":
            context["payload"] = self.env.context.get("webhook_payload")
        return context

    def action_open_automation(self):
        """Open the rule."""
        return {
            "type": "ir.actions.act_window", "target": "current",
            "views": [[False, "form"]], "res_model": "base.automation",
            "res_id": self.base_automation_id.id,
        }
