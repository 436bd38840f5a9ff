"""What a trigger is about: fields, values, domains, moments."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.fields import Command

from .triggers import FIELDS, TIME_TRIGGERS


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    filter_domain = fields.Char(
        compute="_compute_filter_domain", readonly=False, store=True)
    filter_pre_domain = fields.Char(
        compute="_compute_filter_pre_domain", readonly=False, store=True)
    on_change_field_ids = fields.Many2many(
        compute="_compute_on_change_field_ids", readonly=False, store=True)
    trg_date_calendar_id = fields.Many2one(
        compute="_compute_trg_date_calendar_id", readonly=False, store=True)
    trg_date_id = fields.Many2one(
        compute="_compute_trg_date_id", readonly=False, store=True)
    trg_date_range = fields.Integer(
        compute="_compute_trg_date_range_data", readonly=False, store=True)
    trg_date_range_mode = fields.Selection(
        compute="_compute_trg_date_range_data", readonly=False, store=True)
    trg_date_range_type = fields.Selection(
        compute="_compute_trg_date_range_data", readonly=False, store=True)
    trg_field_ref = fields.Many2oneReference(
        model_field="trg_field_ref_model_name",
        compute="_compute_trg_field_ref", readonly=False, store=True)
    trg_field_ref_model_name = fields.Char(compute="_compute_trg_field_ref_model_name")
    trg_selection_field_id = fields.Many2one(
        compute="_compute_trg_selection_field_id", readonly=False, store=True)
    trigger_field_ids = fields.Many2many(
        compute="_compute_trigger_field_ids", readonly=False, store=True)

    # ---- the field that a trigger watches
    def _get_trigger_specific_field(self):
        """Return the field that the trigger is about; none for those about any."""
        self.ensure_one()
        model = self.model_id.model
        fields_ = self.env["ir.model.fields"]
        if not model or model not in self.env:
            return fields_
        names = self.env[model]._fields
        if self.trigger == "on_user_set":
            found = [n for n in ("user_id", "user_ids") if n in names
                     and names[n].comodel_name == "res.users"]
        elif self.trigger in FIELDS:
            kind, candidates = FIELDS[self.trigger]
            found = [n for n in candidates if n in names and names[n].type == kind]
        elif self.trigger in ("on_time_created", "on_time_updated"):
            found = [{"on_time_created": "create_date",
                      "on_time_updated": "write_date"}[self.trigger]]
        else:
            found = []
        return fields_._get(model, found[0]) if found else fields_

    @api.depends("model_id", "trigger")
    def _compute_trigger_field_ids(self):
        for rule in self:
            found = rule._get_trigger_specific_field()
            if found and rule.trigger not in TIME_TRIGGERS:
                rule.trigger_field_ids = [Command.set(found.ids)]
            elif rule.trigger in ("on_write", "on_create_or_write"):
                rule.trigger_field_ids = rule.trigger_field_ids.filtered(
                    lambda f, rule=rule: f.model_id == rule.model_id)
            else:
                rule.trigger_field_ids = False

    @api.depends("model_id", "trigger")
    def _compute_on_change_field_ids(self):
        for rule in self:
            rule.on_change_field_ids = rule.on_change_field_ids.filtered(
                lambda f, rule=rule: f.model_id == rule.model_id
            ) if rule.trigger == "on_change" else False

    @api.depends("trigger", "trigger_field_ids")
    def _compute_trg_field_ref_model_name(self):
        for rule in self:
            field = rule._get_trigger_specific_field() \
                if rule.trigger in ("on_stage_set", "on_tag_set") else False
            rule.trg_field_ref_model_name = field.relation if field else False

    @api.depends("model_id", "trigger")
    def _compute_trg_field_ref(self):
        for rule in self:
            if rule.trigger not in ("on_stage_set", "on_tag_set"):
                rule.trg_field_ref = False
            else:
                rule.trg_field_ref = rule.trg_field_ref

    @api.depends("model_id", "trigger")
    def _compute_trg_selection_field_id(self):
        for rule in self:
            option = rule.trg_selection_field_id
            if rule.trigger not in ("on_state_set", "on_priority_set") \
                    or option.field_id.model_id != rule.model_id:
                rule.trg_selection_field_id = False
            else:
                rule.trg_selection_field_id = option

    # ---- domains
    @api.depends("model_id", "trigger", "trg_field_ref", "trg_selection_field_id")
    def _compute_filter_domain(self):
        """Triggers about a value ask for that value; others for what is set."""
        for rule in self:
            field = rule._get_trigger_specific_field()
            value = rule.trg_field_ref if rule.trigger in ("on_stage_set", "on_tag_set") \
                else rule.trg_selection_field_id.value
            leaf = None
            if field and rule.trigger in ("on_state_set", "on_priority_set",
                                          "on_stage_set"):
                leaf = (field.name, "=", value) if value else False
            elif field and rule.trigger == "on_tag_set":
                leaf = (field.name, "in", [value]) if value else False
            elif field and rule.trigger == "on_user_set":
                leaf = (field.name, "!=", False)
            elif field and rule.trigger in ("on_archive", "on_unarchive"):
                leaf = (field.name, "=", rule.trigger == "on_unarchive")
            if leaf is None:
                rule.filter_domain = rule.filter_domain
            else:
                rule.filter_domain = repr([leaf]) if leaf else False

    @api.depends("model_id", "trigger", "trg_field_ref")
    def _compute_filter_pre_domain(self):
        """A tag is added when it was not there before."""
        for rule in self:
            field = rule._get_trigger_specific_field()
            if rule.trigger == "on_tag_set" and field:
                rule.filter_pre_domain = repr(
                    [(field.name, "not in", [rule.trg_field_ref])]
                ) if rule.trg_field_ref else False
            elif rule.trigger in ("on_write", "on_create_or_write"):
                rule.filter_pre_domain = rule.filter_pre_domain
            else:
                rule.filter_pre_domain = False

    # ---- moments
    def _get_date_field(self):
        """Return the field whose moment counts."""
        self.ensure_one()
        if self.trigger == "on_time":
            return self.trg_date_id
        return self._get_trigger_specific_field() if self.trigger in TIME_TRIGGERS \
            else self.env["ir.model.fields"]

    @api.depends("model_id", "trigger")
    def _compute_trg_date_id(self):
        for rule in self:
            if rule.trigger in ("on_time_created", "on_time_updated"):
                rule.trg_date_id = rule._get_trigger_specific_field()
            elif rule.trigger != "on_time" or rule.trg_date_id.model_id != rule.model_id:
                rule.trg_date_id = False
            else:
                rule.trg_date_id = rule.trg_date_id

    @api.depends("trigger")
    def _compute_trg_date_range_data(self):
        for rule in self:
            timed = rule.trigger in TIME_TRIGGERS
            rule.trg_date_range = rule.trg_date_range if timed else False
            rule.trg_date_range_type = (rule.trg_date_range_type or "hour") \
                if timed else False
            rule.trg_date_range_mode = (rule.trg_date_range_mode or "after") \
                if timed else False

    @api.depends("trigger", "trg_date_id", "trg_date_range_type")
    def _compute_trg_date_calendar_id(self):
        for rule in self:
            if rule.trigger not in TIME_TRIGGERS or rule.trg_date_range_type != "day":
                rule.trg_date_calendar_id = False
            else:
                rule.trg_date_calendar_id = rule.trg_date_calendar_id
