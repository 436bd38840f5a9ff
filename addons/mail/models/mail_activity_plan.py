"""Plans of activities."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class MailActivityPlan(models.Model):
    _name = "mail.activity.plan"
    _description = "Activity Plan"
    _order = "id DESC"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    has_user_on_demand = fields.Boolean(
        string="Has on demand responsible", compute="_compute_has_user_on_demand",
    )
    name = fields.Char(required=True)
    res_model = fields.Selection(
        lambda self: self.env["mail.activity"]._model_selection(), string="Model",
        required=True,
    )
    res_model_id = fields.Many2one(
        "ir.model", string="Applies to", required=True, compute="_compute_res_model_id",
        store=True, readonly=False, precompute=True, ondelete="cascade",
    )
    steps_count = fields.Integer(compute="_compute_steps_count")
    template_ids = fields.One2many(
        "mail.activity.plan.template", "plan_id", string="Activities", copy=True,
    )

    @api.depends("res_model")
    def _compute_res_model_id(self):
        for plan in self:
            plan.res_model_id = self.env["ir.model"]._get_id(plan.res_model) \
                if plan.res_model else False

    @api.depends("template_ids")
    def _compute_steps_count(self):
        for plan in self:
            plan.steps_count = len(plan.template_ids)

    @api.depends("template_ids.responsible_type")
    def _compute_has_user_on_demand(self):
        for plan in self:
            plan.has_user_on_demand = any(
                template.responsible_type == "on_demand" for template in plan.template_ids
            )

    @api.constrains("res_model")
    def _check_res_model_compatibility_with_templates(self):
        self.template_ids._check_activity_type_res_model()

    @api.constrains("res_model")
    def _check_res_model(self):
        for plan in self:
            model = self.env.get(plan.res_model)
            if model is None or not hasattr(model, "activity_schedule"):
                raise UserError(_("Non-activity model: %s", plan.res_model))

    def copy_data(self, default=None):
        """Name copies as such."""
        return [
            {**vals, "name": _("%s (copy)", plan.name)}
            for plan, vals in zip(self, super().copy_data(default), strict=True)
        ]
