"""Steps of plans."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


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

    @api.constrains("activity_type_id", "plan_id")
    def _check_activity_type_res_model(self):
        for template in self:
            kind, plan = template.activity_type_id, template.plan_id
            if kind.res_model and kind.res_model != plan.res_model:
                raise ValidationError(_(
                    "The activity type \"%(activity_type_name)s\" is not compatible with "
                    "the plan \"%(plan_name)s\" because it is limited to the model "
                    "\"%(activity_type_model)s\".",
                    activity_type_name=kind.name, plan_name=plan.name,
                    activity_type_model=kind.res_model,
                ))

    @api.constrains("responsible_id", "responsible_type")
    def _check_responsible(self):
        for template in self:
            if template.responsible_type == "other" and not template.responsible_id:
                raise ValidationError(_(
                    "When selecting \"Default user\" assignment, you must specify a "
                    "responsible."
                ))

    # ---- launching
    def _get_date_deadline(self, base_date=False):
        """Return the day of the step, counted from that of the plan (or today)."""
        self.ensure_one()
        day = base_date or fields.Date.context_today(self)
        delay = relativedelta(**{self.delay_unit: self.delay_count})
        return day - delay if self.delay_from == "before_plan_date" else day + delay

    def _determine_responsible(self, on_demand_responsible, applied_on_record):
        """Return who is to do the step on a record, and what is wrong with that (hook)."""
        self.ensure_one()
        error = False
        responsible = self.responsible_id
        if self.responsible_type == "on_demand":
            responsible = on_demand_responsible
            if not responsible:
                error = _(
                    "No responsible specified for %(activity_type_name)s: "
                    "%(activity_summary)s.",
                    activity_type_name=self.activity_type_id.name,
                    activity_summary=self.summary or "-",
                )
        return {"responsible": responsible, "error": error, "warning": False}
