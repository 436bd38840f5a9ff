"""Kinds of activities."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class MailActivityType(models.Model):
    _name = "mail.activity.type"
    _description = "Activity Type"
    _order = "sequence, id"

    active = fields.Boolean(default=True)
    chaining_type = fields.Selection(
        [("suggest", "Suggest Next Activity"), ("trigger", "Trigger Next Activity")],
        required=True, default="suggest",
    )
    decoration_type = fields.Selection([("warning", "Alert"), ("danger", "Error")])
    default_note = fields.Html(translate=True)
    default_user_id = fields.Many2one("res.users")
    delay_count = fields.Integer(string="Schedule", default=0)
    delay_from = fields.Selection(
        [
            ("current_date", "after previous activity completion date"),
            ("previous_activity", "after previous activity deadline"),
        ],
        string="Delay Type", required=True, default="previous_activity",
    )
    delay_label = fields.Char(compute="_compute_delay_label")
    delay_unit = fields.Selection(
        [("days", "days"), ("weeks", "weeks"), ("months", "months")], string="Delay units",
        required=True, default="days",
    )
    icon = fields.Char()
    initial_res_model = fields.Selection(
        lambda self: self.env["mail.activity"]._model_selection(), string="Initial model",
        compute="_compute_initial_res_model",
    )
    mail_template_ids = fields.Many2many(
        "mail.template", "mail_activity_type_mail_template_rel", "mail_activity_type_id",
        "mail_template_id", string="Email templates",
    )
    name = fields.Char(required=True, translate=True)
    previous_type_ids = fields.Many2many(
        "mail.activity.type", "mail_activity_rel", "recommended_id", "activity_id",
        string="Preceding Activities",
    )
    res_model = fields.Selection(
        lambda self: self.env["mail.activity"]._model_selection(), string="Model",
    )
    res_model_change = fields.Boolean(string="Model has change", store=False, default=False)
    sequence = fields.Integer(default=10)
    suggested_next_type_ids = fields.Many2many(
        "mail.activity.type", "mail_activity_rel", "activity_id", "recommended_id",
        string="Suggest", compute="_compute_suggested_next_type_ids", store=True,
        inverse="_inverse_suggested_next_type_ids",
    )
    summary = fields.Char(string="Default Summary", translate=True)
    triggered_next_type_id = fields.Many2one(
        "mail.activity.type", string="Trigger", compute="_compute_triggered_next_type_id",
        store=True, inverse="_inverse_triggered_next_type_id", ondelete="restrict",
    )
    category = fields.Selection(
        [
            ("default", "None"), ("upload_file", "Upload Document"),
            ("phonecall", "Phonecall"), ("meeting", "Meeting"),
        ],
        string="Action", default="default",
    )

    @api.depends("delay_unit", "delay_count")
    def _compute_delay_label(self):
        labels = dict(self._fields["delay_unit"]._description_selection(self.env))
        for kind in self:
            kind.delay_label = f"{kind.delay_count} {labels.get(kind.delay_unit, '')}"

    @api.depends("res_model")
    def _compute_initial_res_model(self):
        for kind in self:
            kind.initial_res_model = kind.res_model

    @api.depends("chaining_type")
    def _compute_suggested_next_type_ids(self):
        for kind in self:
            if kind.chaining_type == "trigger":
                kind.suggested_next_type_ids = False

    def _inverse_suggested_next_type_ids(self):
        for kind in self:
            if kind.suggested_next_type_ids:
                kind.chaining_type = "suggest"

    @api.depends("chaining_type")
    def _compute_triggered_next_type_id(self):
        for kind in self:
            if kind.chaining_type == "suggest":
                kind.triggered_next_type_id = False

    def _inverse_triggered_next_type_id(self):
        for kind in self:
            kind.chaining_type = "trigger" if kind.triggered_next_type_id else "suggest"

    def _get_date_deadline(self):
        """Return the day that is proposed for a new activity."""
        self.ensure_one()
        base = fields.Date.context_today(self)
        previous = self.env.context.get("activity_previous_deadline")
        if self.delay_from == "previous_activity" and previous:
            base = fields.Date.to_date(previous)
        return base + relativedelta(**{self.delay_unit: self.delay_count})

    @api.model
    def _protected_ids(self):
        data = self.env["ir.model.data"]
        return {data._xmlid_to_res_id(f"mail.mail_activity_data_{name}")
                for name in ("todo", "call", "meeting")}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_todo(self):
        todo = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        if todo and todo in self:
            raise UserError(_(
                "The 'To-Do' activity type is used to create reminders from the top bar "
                "menu and the command palette. Consequently, it cannot be archived or "
                "deleted."
            ))

    def action_archive(self):
        """Archive; the general type stays."""
        self._unlink_except_todo()
        return super().action_archive()
