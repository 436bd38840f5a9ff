"""How server actions run: code, writing, creating, several."""
from __future__ import annotations

import base64
import contextlib
import logging
from zoneinfo import ZoneInfo

from odoo import Command, _, api, models
from odoo.exceptions import UserError
from odoo.tools import float_compare
from odoo.tools.safe_eval import datetime, safe_eval, time
from odoo.tools.safe_eval import json as json_module

from ..webhooks import call_webhook, dump_payload

_logger = logging.getLogger(__name__)


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    # ---- running
    def run(self):
        """Run the actions on the records of the context; return the last answer."""
        result = False
        for action in self.sudo():
            action = action._can_run(self)
            eval_context = action._get_eval_context(action)
            records = eval_context.get("records")
            if records is None:
                records = eval_context.get("record")
            result = action._run(records, eval_context) or False
        return result

    def _can_run(self, caller):
        """Check the groups of an action, or the access to its records."""
        action = self.sudo()
        groups = action.group_ids
        if groups:
            if not groups & caller.env.user.all_group_ids:
                raise caller.env["ir.model.access"]._make_access_error(
                    action.model_name, "write"
                )
            return action
        records = caller._get_active_records(action)
        if records is None:
            records = caller.env[action.model_name]
        if action.state != "webhook" and not caller.env.su:
            records.check_access("write")
        return action

    def _get_active_records(self, action):
        """Return the records of the context that the action runs on, or None."""
        context = self.env.context
        if context.get("active_model") != action.model_id.model:
            return None
        model = self.env[action.model_id.model]
        ids = context.get("active_ids")
        if ids:
            return model.browse(ids)
        if context.get("active_id"):
            return model.browse(context["active_id"])
        return None

    def _run(self, records, eval_context):
        """Run one action by the method for its kind."""
        self.ensure_one()
        runner, is_multi = self._get_runner()
        if runner is None:
            _logger.warning(
                "Found no way to execute server action %r of type %r, ignoring it.",
                self.name,
                self.state,
            )
            return None
        if is_multi:
            return runner(self, eval_context=eval_context)
        result = None
        active_ids = self.env.context.get("active_ids") or (
            [self.env.context["active_id"]] if self.env.context.get("active_id") else []
        )
        if self.state == "object_create" and not active_ids:
            return runner(self, eval_context=eval_context)
        for active_id in active_ids:
            run_self = self.with_context(active_ids=[active_id], active_id=active_id)
            context = {
                **eval_context,
                "env": run_self.env,
                "records": records.browse(active_id),
                "record": records.browse(active_id),
            }
            result = runner(run_self, eval_context=context)
        return result

    def _get_runner(self):
        kind = type(self)
        for multi, name in (
            (True, f"_run_action_{self.state}_multi"),
            (False, f"_run_action_{self.state}"),
        ):
            runner = getattr(kind, name, None)
            if runner is not None:
                return runner, multi
        return None, False

    @api.model
    def _get_eval_context(self, action=None):
        """Return the names that code and equations may use."""
        model_name = action.model_id.sudo().model
        model = self.env[model_name]
        record = records = None
        context = self.env.context
        if context.get("active_model") == model_name and context.get("active_id"):
            record = model.browse(context["active_id"])
        if context.get("active_model") == model_name and context.get("active_ids"):
            records = model.browse(context["active_ids"])
        if context.get("onchange_self"):
            record = context["onchange_self"]

        from odoo.tools.safe_eval import dateutil  # a start does without it

        def log(message, level="info"):
            self.env["ir.logging"].sudo().create(
                {
                    "name": action.name,
                    "type": "server",
                    "level": level,
                    "dbname": self.env.cr.dbname,
                    "message": message,
                    "path": "action",
                    "line": str(action.id),
                    "func": action.name,
                }
            )

        return {
            "uid": self.env.uid,
            "user": self.env.user,
            "time": time,
            "datetime": datetime,
            "dateutil": dateutil,
            "timezone": ZoneInfo,
            "float_compare": float_compare,
            "b64encode": base64.b64encode,
            "b64decode": base64.b64decode,
            "json": json_module,
            "Command": Command,
            "UserError": UserError,
            "env": self.env,
            "model": model,
            "record": record if record is not None else records,
            "records": records if records is not None else record,
            "log": log,
            "_logger": _logger,
        }

    def _run_action_code_multi(self, eval_context):
        safe_eval(self.sudo().code.strip(), eval_context, mode="exec")
        return eval_context.get("action")

    def _run_action_multi(self, eval_context=None):
        result = False
        for child in self.child_ids.sorted():
            result = child.run() or result
        return result

    _run_action_multi_multi = _run_action_multi

    def _run_action_webhook(self, eval_context=None):
        """Post the record's values to the address once all is committed.

        Addresses of other machines are called only where mail may leave this one.
        """
        record = self.env[self.model_id.model].browse(self.env.context.get("active_id"))
        if not record:
            return
        if not self.webhook_url:
            raise UserError(
                _(
                    "I'll be happy to send a webhook for you, but you really need to "
                    "give me a URL to reach out to..."
                )
            )
        names = self.webhook_field_ids.mapped("name")
        payload = {
            "_model": self.model_id.model,
            "_id": record.id,
            "_action": f"{self.name}(#{self.id})",
            **record.read(names, load=None)[0],
        }
        url, data = self.webhook_url, dump_payload(payload)
        live = self.env.registry.mail_mode == "live"
        self.env.cr.postcommit.add(lambda: call_webhook(url, data, live))

    def _run_action_object_write(self, eval_context=None):
        """Write the value on the record at the end of the path."""
        values = self._eval_value(eval_context)
        path, _dot, name = (self.update_path or "").rpartition(".")
        record = eval_context["record"]
        target = record.mapped(path) if path else record
        target.write({name: values[self.id]})

    def _run_action_object_create(self, eval_context=None):
        """Create a record by its name, and link it to the active one."""
        new_id, _name = self.env[self.crud_model_id.model].name_create(self.value)
        self._link_new(new_id, eval_context)

    def _run_action_object_copy(self, eval_context=None):
        """Duplicate the chosen record, and link the copy to the active one."""
        new = self.env[self.crud_model_id.model].browse(self.resource_ref.id).copy()
        self._link_new(new.id, eval_context)

    def _link_new(self, new_id, eval_context):
        if not self.link_field_id:
            return
        record = self.env[self.model_id.model].browse(self.env.context.get("active_id"))
        if self.link_field_id.ttype in ("one2many", "many2many"):
            record.write({self.link_field_id.name: [Command.link(new_id)]})
        else:
            record.write({self.link_field_id.name: new_id})

    def _eval_value(self, eval_context=None):
        """Return the value that each action writes, by action id."""
        result = {}
        for action in self:
            value = action.value
            ttype = action.update_field_id.ttype
            if action.evaluation_type == "equation":
                value = safe_eval(action.value, eval_context)
            elif action.evaluation_type == "sequence":
                value = action.sequence_id.next_by_id()
            elif ttype == "html":
                value = action.html_value
            elif ttype in ("one2many", "many2many"):
                value = action._eval_x2many()
            elif ttype == "boolean":
                value = action.update_boolean_value == "true"
            elif ttype in ("many2one", "integer"):
                with contextlib.suppress(ValueError, TypeError):
                    value = int(action.value)
                    if (
                        ttype == "many2one"
                        and not self.env[action.update_field_id.relation]
                        .browse(value)
                        .exists()
                    ):
                        value = False
            elif ttype == "float":
                with contextlib.suppress(ValueError, TypeError):
                    value = float(action.value)
            result[action.id] = value
        return result

    def _eval_x2many(self):
        operation = self.update_m2m_operation
        if operation == "clear":
            return [Command.clear()]
        res_id = int(self.value)
        return {
            "add": [Command.link(res_id)],
            "remove": [Command.unlink(res_id)],
            "set": [Command.set([res_id])],
        }[operation]

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"group_ids", "model_name"}
