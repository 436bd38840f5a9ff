"""Steps of plans."""
from __future__ import annotations

from odoo import api, fields, models


class MailActivityPlanTemplate(models.Model):
    _name = "mail.activity.plan.template"
    _description = "Activity plan template"
    _order = "sequence, id"
    _rec_name = "summary"

    activity_type_id = fields.Many2one(
        "mail.activity.type", required=True,
        default=lambda self: self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False),  # noqa: E501
    )
    company_id = fields.Many2one(
        "res.company", string="Company", related="plan_id.company_id",
    )
    delay_count = fields.Integer(string="Interval", default=0)
    delay_from = fields.Selection(
        [("before_plan_date", "Before Plan Date"), ("after_plan_date", "After Plan Date")],
        string="Trigger", required=True, default="before_plan_date",
    )
    delay_unit = fields.Selection(
        [("days", "days"), ("weeks", "weeks"), ("months", "months")], string="Delay units",
        required=True, default="days",
    )
    icon = fields.Char(string="Icon", related="activity_type_id.icon")
    next_activity_ids = fields.Many2many(
        "mail.activity.type", "mail_activity_plan_template_mail_activity_type_rel",
        "mail_activity_plan_template_id", "mail_activity_type_id", string="Next Activities",
        compute="_compute_next_activity_ids", store=True, readonly=False,
    )
    note = fields.Html(compute="_compute_note", store=True, readonly=False)
    plan_id = fields.Many2one(
        "mail.activity.plan", required=True, index=True, ondelete="cascade",
    )
    res_model = fields.Selection(string="Model", related="plan_id.res_model")
    responsible_id = fields.Many2one(
        "res.users", string="Assigned to", compute="_compute_responsible_id", store=True,
        readonly=False,
    )
    sequence = fields.Integer(default=10)
    summary = fields.Char(compute="_compute_summary", store=True, readonly=False)
    responsible_type = fields.Selection(
        [("on_demand", "Ask at launch"), ("other", "Default user")], string="Assignment",
        compute="_compute_responsible_type", store=True, readonly=False, required=True,
        default="on_demand",
    )

    @api.depends("activity_type_id")
    def _compute_note(self):
        for template in self:
            template.note = template.activity_type_id.default_note

    @api.depends("activity_type_id")
    def _compute_summary(self):
        for template in self:
            template.summary = template.activity_type_id.summary

    @api.depends("responsible_type")
    def _compute_responsible_id(self):
        for template in self:
            if template.responsible_type != "other":
                template.responsible_id = False

    @api.depends("activity_type_id")
    def _compute_responsible_type(self):
        for template in self:
            user = template.activity_type_id.default_user_id
            if user:
                template.responsible_type = "other"
                template.responsible_id = user
            else:
                template.responsible_type = template.responsible_type or "on_demand"

    @api.depends("activity_type_id")
    def _compute_next_activity_ids(self):
        for template in self:
            kind = template.activity_type_id
            template.next_activity_ids = (
                kind.suggested_next_type_ids | kind.triggered_next_type_id
            )
