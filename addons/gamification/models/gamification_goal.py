"""Goals of users."""
from __future__ import annotations

from odoo import _, api, exceptions, fields, models
from odoo.tools.safe_eval import safe_eval


class GamificationGoal(models.Model):
    _inherit = "gamification.goal"

    color = fields.Integer(compute="_compute_color")
    completeness = fields.Float(compute="_get_completion")
    current = fields.Float(default=0)
    start_date = fields.Date(default=fields.Date.today)
    state = fields.Selection(default="draft")

    @api.depends("end_date", "last_update", "state")
    def _compute_color(self):
        """Show what has ended well or not."""
        for goal in self:
            goal.color = 0
            if goal.end_date and goal.last_update:
                if goal.end_date < goal.last_update and goal.state == "failed":
                    goal.color = 2
                elif goal.end_date < goal.last_update and goal.state == "reached":
                    goal.color = 5

    @api.depends("current", "target_goal", "definition_id.condition")
    def _get_completion(self):
        for goal in self:
            if goal.definition_condition == "higher":
                reached = goal.current >= goal.target_goal
                goal.completeness = 100.0 if reached else round(
                    100.0 * goal.current / goal.target_goal, 2) if goal.target_goal else 0
            else:
                goal.completeness = 100.0 if goal.current < goal.target_goal else 0.0

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Nobody is reminded of what begins."""
        return super(GamificationGoal, self.with_context(no_remind_goal=True)).create(
            vals_list)

    def write(self, vals):
        """What has begun stays about the same; progress may be told at once."""
        vals = {"last_update": fields.Date.context_today(self), **vals}
        result = super().write(vals)
        for goal in self:
            if goal.state != "draft" and ("definition_id" in vals or "user_id" in vals):
                raise exceptions.UserError(_(
                    "Can not modify the configuration of a started goal"))
            if vals.get("current") and "no_remind_goal" not in self.env.context \
                    and goal.challenge_id.report_message_frequency == "onchange":
                goal.challenge_id.sudo().report_progress(users=goal.user_id)
        return result

    # ---- states
    def action_start(self):
        """Begin, and count at once."""
        self.write({"state": "inprogress"})
        return self.update_goal()

    def action_reach(self):
        """It is reached."""
        return self.write({"state": "reached"})

    def action_fail(self):
        """It is not reached."""
        return self.write({"state": "failed"})

    def action_cancel(self):
        """It goes on after all."""
        return self.write({"state": "inprogress"})

    def get_action(self):
        """Return the window in which the goal is worked on, or its wizard."""
        self.ensure_one()
        definition = self.definition_id
        if definition.action_id:
            action = definition.action_id.sudo().read()[0]
            if definition.res_id_field:
                action["res_id"] = safe_eval(
                    definition.res_id_field, {"user": self.env.user})
                action["views"] = [
                    (view_id, kind) for view_id, kind in action["views"] if kind == "form"
                ] or action["views"]
            return action
        if self.computation_mode == "manually":
            return {
                "name": _("Update %s", definition.name), "id": self.id,
                "type": "ir.actions.act_window", "views": [[False, "form"]],
                "target": "new", "res_model": "gamification.goal.wizard",
                "context": {"default_goal_id": self.id, "default_current": self.current},
            }
        return False
