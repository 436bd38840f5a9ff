"""Every model watched: what changes is told to its rules.

The watching methods stand before all others of a model, so that rules see records as the
addons have left them. Which rules there are is looked up at each call.
"""
from __future__ import annotations

import functools

from odoo import models

from .triggers import CREATE_TRIGGERS, MAIL_TRIGGERS, WRITE_TRIGGERS

SILENT = ("notification", "auto_comment", "user_notification")


class Base(models.AbstractModel):
    _inherit = "base"

    def _post_model_setup__(self):
        """Let the model be watched."""
        super()._post_model_setup__()
        if not self._abstract:
            watch(type(self))

    def _get_onchange_methods(self, name):
        """Rules run on what is changed in a form."""
        methods = super()._get_onchange_methods(name)
        rules = _find_rules(self, self._name, ("on_change",))
        watching = rules and [
            rule for rule in rules
            if name in rule.sudo().on_change_field_ids.mapped("name")]
        return [*methods, *(functools.partial(_run_onchange, rule, self)
                            for rule in watching or ())]


def watch(model):
    """Put the watching methods before all others of a model class."""
    unwatch(model)
    for name, make in WATCHES.items():
        origin = getattr(model, name, None)
        if origin is not None:
            setattr(model, name, functools.wraps(origin)(make(model)))


def unwatch(model):
    """Take the watching methods away again."""
    for name in WATCHES:
        if name in vars(model):
            delattr(model, name)


def _find_rules(records, name, triggers):
    """Return the rules of a model; nothing for its children, or without tables."""
    env = records.env
    if records._name != name or env.registry.is_initializing:
        return None
    return env["base.automation"]._get_actions(records, triggers)


def _watch_create(model):
    def create(self, vals_list, **kwargs):
        rules = _find_rules(self, model._name, CREATE_TRIGGERS)
        if not rules:
            return super(model, self).create(vals_list, **kwargs)
        records = super(model, self.with_env(rules.env)).create(vals_list, **kwargs)
        rules._process_created(rules, records)
        return records.with_env(self.env)
    return create


def _watch_write(model):
    def write(self, vals, **kwargs):
        rules = _find_rules(self, model._name, WRITE_TRIGGERS)
        if not rules or not self:
            return super(model, self).write(vals, **kwargs)
        records = self.with_env(rules.env)
        known = records.filtered("id")
        before = {rule.id: rule._filter_pre(known) for rule in rules}
        names = [n for n in vals if n in self._fields and self._fields[n].store]
        old_values = {record.id: {n: record[n] for n in names} for record in known}
        super(model, records).write(vals, **kwargs)
        rules._process_written(rules, before, old_values)
        return True
    return write


def _watch_compute(model):
    def _compute_field_value(self, field):
        names = [f.name for f in self.env.registry.field_computed.get(field, (field,))
                 if f.store]
        rules = _find_rules(self, model._name, WRITE_TRIGGERS) if names else None
        known = self.filtered("id") if rules else None
        if not rules or not known:
            return super(model, self)._compute_field_value(field)
        known = known.with_env(rules.env)
        before = {rule.id: rule._filter_pre(known) for rule in rules}
        with self.env.protecting([known._fields[n] for n in names], known):
            old_values = {record.id: {n: record[n] for n in names} for record in known}
        super(model, self)._compute_field_value(field)
        rules._process_written(rules, before, old_values)
        return None
    return _compute_field_value


def _watch_unlink(model):
    def unlink(self, **kwargs):
        rules = _find_rules(self, model._name, ("on_unlink",))
        for rule in rules or ():
            rule._process(rule._filter_post(self.with_env(rules.env)))
        return super(model, self).unlink(**kwargs)
    return unlink


def _watch_message_post(model):
    def message_post(self, *args, **kwargs):
        message = super(model, self).message_post(*args, **kwargs)
        rules = _find_rules(self, model._name, MAIL_TRIGGERS)
        if not rules or "__action_done" in self.env.context:
            return message
        posted = message.sudo().with_context(active_test=False)
        if posted.is_internal or posted.subtype_id.internal \
                or posted.message_type in SILENT:
            return message
        # whoever is not of the house has sent a mail, or no author is known
        outside = not posted.author_id or posted.author_id.partner_share
        wanted = "on_message_received" if outside else "on_message_sent"
        rules = self.env["base.automation"]._get_actions(self, (wanted,))
        for rule in rules.with_context(old_values=None):
            rule._process(rule._filter_post(self.with_env(rules.env)))
        return message
    return message_post


WATCHES = {
    "create": _watch_create, "write": _watch_write, "unlink": _watch_unlink,
    "_compute_field_value": _watch_compute, "message_post": _watch_message_post,
}


def _run_onchange(rule, record):
    """Run the code of a rule on the record of a form; what onchange methods return."""
    if not rule._filter_post(record):
        return {}
    found = {}
    for action in rule.sudo().action_server_ids:
        answer = action.with_context(
            active_model=record._name, active_id=record._origin.id,
            active_ids=record._origin.ids, onchange_self=record,
        ).run()
        if isinstance(answer, dict):
            if answer.get("value"):
                found.setdefault("value", {}).update(answer["value"])
            if answer.get("warning"):
                found["warning"] = answer["warning"]
    return found
