"""Planning activities on one or many records: a single one, or a whole plan."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.addons.mail.tools.parser import parse_res_ids
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class MailActivitySchedule(models.TransientModel):
    _name = "mail.activity.schedule"
    _description = "Activity schedule plan Wizard"

    activity_category = fields.Selection(related="activity_type_id.category")
    activity_type_id = fields.Many2one(
        "mail.activity.type", compute="_compute_activity_type_id", store=True,
        readonly=False, ondelete="set null",
    )
    activity_user_id = fields.Many2one(
        "res.users", string="Assigned to", compute="_compute_activity_user_id", store=True,
        readonly=False,
    )
    chaining_type = fields.Selection(related="activity_type_id.chaining_type")
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    date_deadline = fields.Date(
        string="Due Date", compute="_compute_date_deadline", store=True, readonly=False,
    )
    error = fields.Html(compute="_compute_error")
    has_error = fields.Boolean(compute="_compute_error")
    has_warning = fields.Boolean(compute="_compute_error")
    is_batch_mode = fields.Boolean(string="Use in batch", compute="_compute_is_batch_mode")
    note = fields.Html(compute="_compute_note", store=True, readonly=False)
    plan_available_ids = fields.Many2many(
        "mail.activity.plan", compute="_compute_plan_available_ids", store=True,
    )
    plan_date = fields.Date(compute="_compute_plan_date", store=True, readonly=False)
    plan_has_user_on_demand = fields.Boolean(related="plan_id.has_user_on_demand")
    plan_id = fields.Many2one(
        "mail.activity.plan", compute="_compute_plan_id", store=True, readonly=False,
    )
    plan_on_demand_user_id = fields.Many2one(
        "res.users", string="Assigned To", default=lambda self: self.env.user,
    )
    plan_schedule_line_ids = fields.One2many(
        "mail.activity.schedule.line", "activity_schedule_id", string="Schedule Lines",
        compute="_compute_plan_schedule_line_ids",
    )
    res_ids = fields.Text(
        string="Document IDs", compute="_compute_res_ids", store=True, readonly=False,
    )
    res_model = fields.Char(string="Model")
    res_model_id = fields.Many2one(
        "ir.model", string="Applies to", compute="_compute_res_model_id", store=True,
        readonly=False, precompute=True, ondelete="cascade",
    )
    summary = fields.Char(compute="_compute_summary", store=True, readonly=False)
    warning = fields.Html(compute="_compute_error")

    @api.model
    def default_get(self, fields):
        """Take the model of the records that the window was opened on."""
        result = super().default_get(fields)
        if "res_model" in fields and not result.get("res_model"):
            result["res_model"] = self.env.context.get("active_model") or False
        return result

    # ---- records
    @api.depends("res_model")
    def _compute_res_model_id(self):
        for wizard in self:
            wizard.res_model_id = self.env["ir.model"]._get_id(wizard.res_model) \
                if wizard.res_model else False

    @api.depends_context("active_id", "active_ids")
    def _compute_res_ids(self):
        context = self.env.context
        ids = context.get("active_ids") or (
            [context["active_id"]] if context.get("active_id") else []
        )
        for wizard in self:
            wizard.res_ids = wizard.res_ids or (repr(list(ids)) if ids else False)

    @api.depends("res_ids")
    def _compute_is_batch_mode(self):
        for wizard in self:
            wizard.is_batch_mode = len(wizard._evaluate_res_ids()) > 1

    def _evaluate_res_ids(self):
        """Return the ids of the records; ValidationError when they cannot be read."""
        self.ensure_one()
        return parse_res_ids(self.res_ids, self.env)

    def _get_applied_on_records(self):
        self.ensure_one()
        if not self.res_model:
            return None
        return self.env[self.res_model].browse(self._evaluate_res_ids())

    @api.depends("res_model", "res_ids")
    def _compute_company_id(self):
        for wizard in self:
            records = wizard._get_applied_on_records()
            company = self.env["res.company"]
            if records and "company_id" in records._fields:
                company = records.company_id
                if len(company) > 1:
                    raise UserError(_(
                        "The records must belong to the same company."
                    ))
            wizard.company_id = company or self.env.company

    # ---- the plan
    @api.depends("company_id", "res_model")
    def _compute_plan_available_ids(self):
        for wizard in self:
            wizard.plan_available_ids = self.env["mail.activity.plan"].search(
                wizard._get_plan_available_base_domain()
            ) if wizard.res_model else False

    def _get_plan_available_base_domain(self):
        self.ensure_one()
        return [
            ("res_model", "=", self.res_model), ("template_ids", "!=", False),
            "|", ("company_id", "=", False), ("company_id", "=", self.company_id.id),
        ]

    @api.depends("plan_available_ids")
    def _compute_plan_id(self):
        for wizard in self:
            if self.env.context.get("plan_mode"):
                wizard.plan_id = wizard.plan_available_ids[:1]
            elif wizard.plan_id not in wizard.plan_available_ids:
                wizard.plan_id = False

    @api.depends("plan_id")
    def _compute_plan_date(self):
        for wizard in self:
            wizard.plan_date = wizard.plan_date or (
                fields.Date.context_today(self) if wizard.plan_id else False
            )

    @api.depends("plan_date", "plan_id", "plan_on_demand_user_id", "res_model", "res_ids")
    def _compute_plan_schedule_line_ids(self):
        lines = self.env["mail.activity.schedule.line"]
        for wizard in self:
            wizard.plan_schedule_line_ids = [(5,)] + [
                (0, 0, {
                    "line_description": step.summary or step.activity_type_id.name,
                    "responsible_user_id": wizard._find_responsible(step)["responsible"].id,
                    "line_date_deadline": step._get_date_deadline(wizard.plan_date),
                }) for step in wizard.plan_id.template_ids
            ] if wizard.plan_id else lines

    def _find_responsible(self, step):
        records = self._get_applied_on_records()
        return step._determine_responsible(self.plan_on_demand_user_id, records[:1])

    @api.depends("company_id", "plan_id", "plan_on_demand_user_id", "res_model", "res_ids")
    def _compute_error(self):
        for wizard in self:
            errors, warnings = wizard._check_plan()
            wizard.has_error, wizard.error = bool(errors), _to_list(errors)
            wizard.has_warning, wizard.warning = bool(warnings), _to_list(warnings)

    def _check_plan(self):
        """Return (errors, warnings): what keeps the plan from being launched, or may."""
        errors, warnings = [], []
        records = self._get_applied_on_records()
        if not self.plan_id or records is None:
            return errors, warnings
        if not records:
            errors.append(_("Please select at least one record."))
        for record in records:
            for step in self.plan_id.template_ids:
                found = step._determine_responsible(self.plan_on_demand_user_id, record)
                if found["error"]:
                    errors.append(found["error"])
                if found["warning"]:
                    warnings.append(found["warning"])
        return list(dict.fromkeys(errors)), list(dict.fromkeys(warnings))

    # ---- a single activity
    @api.depends("res_model")
    def _compute_activity_type_id(self):
        for wizard in self:
            kind = wizard.activity_type_id
            if not kind or kind.res_model and kind.res_model != wizard.res_model:
                wizard.activity_type_id = self.env["mail.activity"] \
                    ._default_activity_type_for_model(wizard.res_model)

    @api.depends("activity_type_id")
    def _compute_date_deadline(self):
        for wizard in self:
            kind = wizard.activity_type_id
            if kind:
                wizard.date_deadline = kind._get_date_deadline()
            elif not wizard.date_deadline:
                wizard.date_deadline = fields.Date.context_today(self)

    @api.depends("activity_type_id")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = wizard.activity_type_id.summary or wizard.summary

    @api.depends("activity_type_id")
    def _compute_note(self):
        for wizard in self:
            wizard.note = wizard.activity_type_id.default_note or wizard.note

    @api.depends("activity_type_id", "res_model")
    def _compute_activity_user_id(self):
        for wizard in self:
            wizard.activity_user_id = wizard.activity_type_id.default_user_id \
                or wizard.activity_user_id or self.env.user

    @api.constrains("res_model_id", "res_ids", "plan_id", "plan_on_demand_user_id")
    def _check_plan_templates_responsible(self):
        for wizard in self.filtered("plan_id"):
            wizard._evaluate_res_ids()

    # ---- buttons
    def action_schedule_plan(self):
        """Plan all steps of the plan on each record, and say so there."""
        self.ensure_one()
        errors, _warnings = self._check_plan()
        if errors:
            raise ValidationError("\n".join(errors))
        records = self._get_applied_on_records()
        for record in records:
            activity_descriptions = []
            for step in self._plan_filter_activity_templates_to_schedule():
                activity = self._schedule_step(record, step)
                activity_descriptions.append(_(
                    "%(activity)s, assigned to %(name)s, due on the %(deadline)s",
                    activity=activity.summary or activity.activity_type_id.name,
                    name=activity.user_id.name,
                    deadline=format_date(self.env, activity.date_deadline),
                ))
            if activity_descriptions and hasattr(record, "message_post"):
                record.message_post(body=Markup("%s%s") % (
                    _('The plan "%(plan_name)s" has been started',
                      plan_name=self.plan_id.name),
                    _to_list(activity_descriptions),
                ))
        if len(records) == 1:
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        return {
            "type": "ir.actions.act_window", "res_model": self.res_model,
            "name": _("Launch Plans"), "view_mode": "list,form", "target": "current",
            "domain": [("id", "in", records.ids)],
        }

    def _plan_filter_activity_templates_to_schedule(self):
        """Return the steps of the plan that become activities (hook)."""
        self.ensure_one()
        return self.plan_id.template_ids

    def _schedule_step(self, record, step):
        responsible = step._determine_responsible(
            self.plan_on_demand_user_id, record
        )["responsible"]
        return record.activity_schedule(
            activity_type_id=step.activity_type_id.id, automated=False,
            summary=step.summary, note=step.note, user_id=responsible.id,
            date_deadline=step._get_date_deadline(self.plan_date),
        )

    def action_schedule_activities(self):
        """Plan the activity. Returns nothing, as in Odoo."""
        self._action_schedule_activities()

    def action_schedule_activities_done(self):
        """Plan the activity and mark it as done at once. Returns nothing, as in Odoo."""
        self._action_schedule_activities().action_done()

    def _action_schedule_activities(self):
        self.ensure_one()
        return self._get_applied_on_records().activity_schedule(
            activity_type_id=self.activity_type_id.id, automated=False,
            summary=self.summary, note=self.note, user_id=self.activity_user_id.id,
            date_deadline=self.date_deadline,
        )

    @api.model
    def get_model_options(self):
        """Return the models whose records can have activities."""
        return [
            {"value": model, "label": label}
            for model, label in self.env["mail.activity"]._model_selection()
        ]


class MailActivityScheduleLine(models.TransientModel):
    _name = "mail.activity.schedule.line"
    _description = "Mail Activity Schedule Line"

    activity_schedule_id = fields.Many2one(
        "mail.activity.schedule", required=True, ondelete="cascade",
    )
    line_date_deadline = fields.Date(string="Date Deadline")
    line_description = fields.Char()
    responsible_user_id = fields.Many2one("res.users")


def _to_list(texts):
    if not texts:
        return False
    items = Markup("").join(Markup("<li>%s</li>") % text for text in texts)
    return Markup("<ul>%s</ul>") % items
