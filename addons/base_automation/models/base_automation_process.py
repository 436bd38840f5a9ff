"""Running rules on records."""
from __future__ import annotations

from odoo import api, fields, models, tools
from odoo.tools.safe_eval import datetime, safe_eval, time


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    @api.model
    @tools.ormcache("model_name", "triggers")
    def _get_rule_ids(self, model_name, triggers):
        """Return the ids of the active rules of a model."""
        return tuple(self.sudo().search([
            ("model_name", "=", model_name), ("trigger", "in", list(triggers)),
            ("active", "=", True),
        ], order="id").ids)

    @api.model
    def _get_actions(self, records, triggers):
        """Return the rules of the records' model, with room for what was done."""
        rules = self.browse(self._get_rule_ids(records._name, tuple(triggers)))
        if rules and "__action_done" not in self.env.context:
            rules = rules.with_context(__action_done={})
        return rules

    def _get_eval_context(self, payload=None):
        """Return the names that domains may use."""
        from odoo.tools.safe_eval import dateutil  # a start does without it
        self.ensure_one()
        scope = {
            "datetime": datetime, "dateutil": dateutil, "time": time,
            "uid": self.env.uid, "user": self.env.user,
            "model": self.env[self.sudo().model_name],
        }
        return {**scope, "payload": payload} if payload is not None else scope

    # ---- which records
    def _filter_pre(self, records):
        """Return the records that satisfy what is asked before a change."""
        return self._filter(records, self.sudo().filter_pre_domain)[0]

    def _filter_post(self, records):
        """Return the records that satisfy what is asked after a change."""
        return self._filter(records, self.sudo().filter_domain)[0]

    def _filter_post_export_domain(self, records):
        """Return them, and the domain that they satisfy."""
        return self._filter(records, self.sudo().filter_domain)

    def _filter(self, records, text):
        if not text or not records:
            return records, None
        domain = safe_eval(text, self._get_eval_context())
        return records.sudo().filtered_domain(domain).with_env(records.env), domain

    def _check_trigger_fields(self, record):
        """Tell whether one of the fields that are watched has changed."""
        watched = self.sudo().trigger_field_ids
        old_values = self.env.context.get("old_values")
        if not watched or old_values is None:
            return True     # all fields are watched, or all are new
        old = old_values.get(record.id, {})
        return any(field.name in old and record[field.name] != old[field.name]
                   for field in watched)

    # ---- the actions
    def _process(self, records, domain_post=None):
        """Run the actions on records, each record once in a chain of changes."""
        self.ensure_one()
        all_done = self.env.context.get("__action_done") or {}
        done = all_done.get(self.id, ())
        records = records.browse([id_ for id_ in records._ids if id_ not in done])
        if not records:
            return
        context = {"__action_done": {
            **all_done, self.id: frozenset(done) | frozenset(records._ids)}}
        rule = self.with_context(**context)
        records = records.with_context(**context)
        if "date_automation_last" in records._fields:
            records.write({"date_automation_last": fields.Datetime.now()})
        for action in rule.sudo().action_server_ids:
            for record in records:
                if not rule._check_trigger_fields(record):
                    continue
                try:
                    action.with_context(
                        active_model=record._name, active_ids=record.ids,
                        active_id=record.id, domain_post=domain_post,
                    ).run()
                except Exception as error:
                    self._add_postmortem(error)
                    raise

    def _add_postmortem(self, error):
        """Tell the users of the house which rule it was."""
        if self.env.user._is_internal():
            error.context = {
                "exception_class": "base_automation",
                "base_automation": {"id": self.id, "name": self.sudo().name},
            }

    # ---- what watches: see base.py
    @api.model
    def _process_created(self, rules, records):
        for rule in rules.with_context(old_values=None):
            rule._process(rule._filter_post(records))

    @api.model
    def _process_written(self, rules, before, old_values):
        for rule in rules.with_context(old_values=old_values):
            records, domain = rule._filter_post_export_domain(before[rule.id])
            rule._process(records, domain_post=domain)
