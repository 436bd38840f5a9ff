"""Rules: which actions run on which records, and when."""
from __future__ import annotations

from uuid import uuid4

from odoo import Command, _, api, fields, models
from odoo.exceptions import ValidationError

from .triggers import MAIL_TRIGGERS, TIME_TRIGGERS

GONE = ("mail_post", "followers", "remove_followers", "next_activity", "sms")


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    action_server_ids = fields.One2many(
        context={"default_usage": "base_automation"},
        compute="_compute_action_server_ids", readonly=False, store=True,
    )
    log_webhook_calls = fields.Boolean(default=False)
    model_name = fields.Char(
        related="model_id.model", inverse="_inverse_model_name", readonly=True)
    previous_domain = fields.Char(
        store=False, default=lambda self: self.filter_domain)
    record_getter = fields.Char(
        default="model.env[payload.get('_model')].browse(int(payload.get('_id')))")
    trigger = fields.Selection(
        compute="_compute_trigger", readonly=False, store=True, required=True)
    url = fields.Char(compute="_compute_url")
    webhook_uuid = fields.Char(default=lambda self: str(uuid4()))

    # ---- computed
    def _inverse_model_name(self):
        for rule in self:
            rule.model_id = self.env["ir.model"]._get(rule.model_name)

    @api.depends("model_id")
    def _compute_action_server_ids(self):
        """Actions of another model are none of a rule."""
        for rule in self:
            others = rule.action_server_ids.filtered(
                lambda action, rule=rule: action.model_id != rule.model_id)
            if others:
                rule.action_server_ids = [Command.unlink(a.id) for a in others]

    @api.depends("model_id")
    def _compute_trigger(self):
        for rule in self:
            if rule.trigger in MAIL_TRIGGERS and not rule.model_id.is_mail_thread:
                rule.trigger = False
            else:
                rule.trigger = rule.trigger

    @api.depends("trigger", "webhook_uuid")
    def _compute_url(self):
        for rule in self:
            rule.url = f"{rule.get_base_url()}/web/hook/{rule.webhook_uuid}" \
                if rule.trigger == "on_webhook" else ""

    # ---- checks
    @api.constrains("trigger", "model_id")
    def _check_trigger(self):
        for rule in self:
            if rule.trigger in MAIL_TRIGGERS and not rule.model_id.is_mail_thread:
                raise ValidationError(_(
                    "Mail event can not be configured on model %s. Only models with "
                    "discussion feature can be used.", rule.model_id.name))
            if rule.trigger in TIME_TRIGGERS and not rule._get_date_field():
                raise ValidationError(_(
                    "Automation rule \"%(name)s\" needs the field of a date.",
                    name=rule.name))

    @api.constrains("model_id", "action_server_ids")
    def _check_action_server_model(self):
        for rule in self:
            others = rule.action_server_ids.filtered(
                lambda action, rule=rule: action.model_id != rule.model_id)
            if others:
                raise ValidationError(_(
                    "Target model of actions %(action_names)s are different from rule "
                    "model.", action_names=", ".join(others.mapped("name"))))

    @api.constrains("trigger", "action_server_ids")
    def _check_trigger_state(self):
        for rule in self:
            states = set(rule.action_server_ids.mapped("state"))
            if rule.trigger == "on_change" and states - {"code"}:
                raise ValidationError(_(
                    "\"On live update\" automation rules can only be used with \"Execute "
                    "Python Code\" action type."))
            if rule.trigger == "on_unlink" and states & set(GONE):
                raise ValidationError(_(
                    "Email, follower or activity action types cannot be used when "
                    "deleting records, as there are no more records to apply these "
                    "changes to!"))

    # ---- life: what runs is looked up anew
    @api.model_create_multi
    def create(self, vals_list):
        """Rules count from now on."""
        rules = super().create(vals_list)
        self._rules_changed(rules)
        return rules

    def write(self, vals):
        """Rules count as they are now."""
        timed = self._are_timed()
        result = super().write(vals)
        self._rules_changed(self, timed)
        return result

    def unlink(self):
        """Rules no longer count."""
        timed = self._are_timed()
        result = super().unlink()
        self._rules_changed(self.browse(), timed)
        return result

    def _are_timed(self):
        return any(rule.trigger in TIME_TRIGGERS for rule in self)

    @api.model
    def _rules_changed(self, rules, timed=False):
        self.env.registry.clear_cache()
        if timed or rules._are_timed():
            self._update_cron()

    def copy(self, default=None):
        """The copies have copies of the actions."""
        copies = super().copy(default)
        for rule, new in zip(self, copies):
            for action in rule.action_server_ids:
                action.copy({"base_automation_id": new.id, "name": action.name})
        return copies

    # ---- buttons
    def action_rotate_webhook_uuid(self):
        """Let the webhook have another address."""
        for rule in self:
            rule.webhook_uuid = str(uuid4())

    def action_view_webhook_logs(self):
        """Open what was noted of calls."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Webhook Logs"),
            "res_model": "ir.logging", "view_mode": "list,form",
            "domain": [("path", "=", f"base_automation({self.id})")],
        }

    def action_open_scheduled_action(self):
        """Open the job that looks at the time."""
        return {
            "type": "ir.actions.act_window", "target": "current",
            "views": [[False, "form"]], "res_model": "ir.cron",
            "res_id": self.env.ref(
                "base_automation.ir_cron_data_base_automation_check").id,
        }
