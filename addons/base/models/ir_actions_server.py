"""Server actions: what the server does on a record: write, create, run code, ..."""

from __future__ import annotations

import json
import logging

from odoo import Command, _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.safe_eval import (
    test_python_expr,
)

_logger = logging.getLogger(__name__)

_SELECTION_TYPES = ("many2one", "one2many", "many2many")


class IrActionsServer(models.Model):
    _name = "ir.actions.server"
    _description = "Server Action"
    _table = "ir_act_server"
    _inherit = ["ir.actions.actions"]
    _order = "sequence,name,id"
    _allow_sudo_commands = False

    allowed_states = fields.Json(
        string="Allowed states",
        compute="_compute_allowed_states",
    )
    automated_name = fields.Char(
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=True,
    )
    available_model_ids = fields.Many2many(
        "ir.model",
        string="Available Models",
        compute="_compute_available_model_ids",
    )
    child_ids = fields.One2many(
        "ir.actions.server",
        "parent_id",
        string="Child Actions",
        copy=True,
    )
    code = fields.Text(string="Python Code", groups="base.group_system")
    crud_model_id = fields.Many2one(
        "ir.model",
        string="Record to Create",
        compute="_compute_crud_model_id",
        inverse="_inverse_crud_model_id",
        store=True,
        readonly=False,
    )
    crud_model_name = fields.Char(
        string="Target Model Name",
        related="crud_model_id.model",
    )
    evaluation_type = fields.Selection(
        [
            ("value", "Update"),
            ("sequence", "Sequence"),
            ("equation", "Compute"),
        ],
        string="Value Type",
        default="value",
    )
    group_ids = fields.Many2many(
        "res.groups",
        string="Allowed Groups",
        relation="ir_act_server_group_rel",
        column1="act_id",
        column2="gid",
    )
    html_value = fields.Html()
    ir_cron_ids = fields.One2many(
        "ir.cron",
        "ir_actions_server_id",
        string="Scheduled Action",
    )
    link_field_id = fields.Many2one("ir.model.fields")
    model_id = fields.Many2one(
        "ir.model",
        required=True,
        index=True,
        ondelete="cascade",
    )
    model_name = fields.Char(string="Model Name", related="model_id.model")
    name = fields.Char(
        string="Action Name",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        translate=True,
        precompute=True,
    )
    parent_id = fields.Many2one(
        "ir.actions.server",
        string="Parent Action",
        index=True,
        ondelete="cascade",
    )
    resource_ref = fields.Reference(
        string="Record",
        inverse="_set_resource_ref",
        selection="_selection_target_model",
    )
    selection_value = fields.Many2one(
        "ir.model.fields.selection",
        string="Custom Value",
        inverse="_set_selection_value",
        ondelete="cascade",
    )
    sequence = fields.Integer(default=5)
    sequence_id = fields.Many2one("ir.sequence", string="Sequence to use")
    show_code_history = fields.Boolean(compute="_compute_show_code_history")
    state = fields.Selection(
        [
            ("object_write", "Update Record"),
            ("object_create", "Create Record"),
            ("object_copy", "Duplicate Record"),
            ("code", "Execute Code"),
            ("webhook", "Send Webhook Notification"),
            ("multi", "Multi Actions"),
        ],
        string="Type",
        required=True,
    )
    type = fields.Char(string="Action Type", required=True, default="ir.actions.server")
    update_boolean_value = fields.Selection(
        [
            ("true", "Yes (True)"),
            ("false", "No (False)"),
        ],
        string="Boolean Value",
        default="true",
    )
    update_field_id = fields.Many2one(
        "ir.model.fields",
        string="Field to Update",
        compute="_compute_update_field_id",
        store=True,
        readonly=False,
        ondelete="cascade",
    )
    update_field_type = fields.Selection(
        string="Field Type",
        related="update_field_id.ttype",
    )
    update_m2m_operation = fields.Selection(
        [
            ("add", "Adding"),
            ("remove", "Removing"),
            ("set", "Setting it to"),
            ("clear", "Clearing it"),
        ],
        string="Many2many Operations",
        default="add",
    )
    update_path = fields.Char(
        string="Field to Update Path",
        default=lambda self: self._default_update_path(),
    )
    update_related_model_id = fields.Many2one(
        "ir.model",
        compute="_compute_update_related_model_id",
        store=True,
        readonly=False,
    )
    usage = fields.Selection(
        [
            ("ir_actions_server", "Server Action"),
            ("ir_cron", "Scheduled Action"),
        ],
        required=True,
        default="ir_actions_server",
    )
    value = fields.Text()
    value_field_to_show = fields.Selection(
        [
            ("value", "value"),
            ("html_value", "html_value"),
            ("sequence_id", "sequence_id"),
            ("resource_ref", "reference"),
            ("update_boolean_value", "update_boolean_value"),
            ("selection_value", "selection_value"),
        ],
        compute="_compute_value_field_to_show",
    )
    warning = fields.Text(compute="_compute_warning")
    webhook_field_ids = fields.Many2many(
        "ir.model.fields",
        string="Webhook Fields",
        relation="ir_act_server_webhook_field_rel",
        column1="server_id",
        column2="field_id",
    )
    webhook_sample_payload = fields.Text(
        string="Sample Payload",
        compute="_compute_webhook_sample_payload",
    )
    webhook_url = fields.Char(string="Webhook URL")

    # ---- defaults and choices
    @api.model
    def _default_update_path(self):
        model = (
            self.env["ir.model"].sudo().browse(self.env.context.get("default_model_id"))
        )
        if not model or model.model not in self.env:
            return ""
        for name in ("stage_id", "state"):
            if name in self.env[model.model]._fields:
                return name
        return ""

    @api.model
    def _selection_target_model(self):
        found = self.env["ir.model"].sudo().search_fetch([], ["model", "name"])
        return [(model.model, model.name) for model in found]

    # ---- computed
    @api.depends(
        "state",
        "update_field_id",
        "crud_model_id",
        "value",
        "evaluation_type",
        "webhook_url",
    )
    def _compute_name(self):
        for action in self:
            automated = action._generate_action_name()
            if not action.name or action.name == action.automated_name:
                action.name = automated
            action.automated_name = automated

    def _generate_action_name(self):
        """Return a name that tells what the action does."""
        self.ensure_one()
        if self.state == "object_create":
            return _("Create %(model_name)s", model_name=self.crud_model_id.name)
        if self.state == "object_write":
            return _(
                "Update %(field_name)s",
                field_name=self.update_field_id.field_description or "",
            )
        if self.state == "webhook":
            return _("Send Webhook Notification")
        return (
            dict(self._fields["state"]._description_selection(self.env)).get(self.state)
            or ""
        )

    @api.depends("state")
    def _compute_allowed_states(self):
        self.allowed_states = [
            value for value, _label in self._fields["state"].selection
        ]

    @api.depends("usage")
    def _compute_available_model_ids(self):
        ids = self.env["ir.model"].sudo().search([("transient", "=", False)]).ids
        self.available_model_ids = [Command.set(ids)]

    @api.depends("state", "update_path", "model_id")
    def _compute_crud_model_id(self):
        for action in self:
            if action.state not in ("object_write", "object_create", "object_copy"):
                action.crud_model_id = False
            elif action.state == "object_write":
                action.crud_model_id = (
                    action.update_path and action._traverse_path()[0] or action.model_id
                )
            else:
                action.crud_model_id = action.crud_model_id

    def _inverse_crud_model_id(self):
        """Nothing to carry over: the value is stored."""

    @api.depends("model_id", "update_path", "state")
    def _compute_update_field_id(self):
        for action in self:
            field = False
            if action.state == "object_write" and action.update_path:
                _model, field = action._traverse_path()
            action.update_field_id = field

    @api.depends("update_field_id")
    def _compute_update_related_model_id(self):
        for action in self:
            relation = action.update_field_id.relation
            action.update_related_model_id = (
                self.env["ir.model"]._get_id(relation) if relation else False
            )

    def _traverse_path(self):
        """Return the model and field records at the end of the update path."""
        self.ensure_one()
        model = self.env[self.model_id.model] if self.model_id else None
        names = (self.update_path or "").split(".")
        for index, name in enumerate(names):
            if model is None or name not in model._fields:
                return self.env["ir.model"], self.env["ir.model.fields"]
            if index == len(names) - 1:
                return (
                    self.env["ir.model"]._get(model._name).sudo(False),
                    self.env["ir.model.fields"]._get(model._name, name).sudo(False),
                )
            comodel = model._fields[name].comodel_name
            model = self.env[comodel] if comodel else None
        return self.env["ir.model"], self.env["ir.model.fields"]

    @api.depends("evaluation_type", "update_field_id")
    def _compute_value_field_to_show(self):
        for action in self:
            ttype = action.update_field_id.ttype
            if action.evaluation_type == "sequence":
                shown = "sequence_id"
            elif ttype in _SELECTION_TYPES:
                shown = "resource_ref"
            else:
                shown = {
                    "selection": "selection_value",
                    "boolean": "update_boolean_value",
                    "html": "html_value",
                }.get(ttype, "value")
            action.value_field_to_show = shown

    @api.depends("code", "state")
    def _compute_show_code_history(self):
        for action in self:
            action.show_code_history = bool(
                action.id
                and action.state == "code"
                and self.env["ir.actions.server.history"]
                .sudo()
                .search_count([("action_id", "=", action.id)], limit=2)
                > 1
            )

    @api.depends("model_id", "webhook_field_ids", "name")
    def _compute_webhook_sample_payload(self):
        for action in self:
            if action.state != "webhook":
                action.webhook_sample_payload = False
                continue
            payload = {
                "_id": 1,
                "_model": action.model_id.model,
                "_action": f"{action.name}(#{action.id})",
            }
            if action.model_id.model in self.env:
                names = action.webhook_field_ids.mapped("name")
                sample = self.env[action.model_id.model].sudo().search([], limit=1)
                if sample:
                    payload["id"] = sample.id
                    payload.update(sample.read(names, load=None)[0])
            action.webhook_sample_payload = json.dumps(
                payload, indent=4, sort_keys=True, default=str
            )

    @api.depends(
        "state", "model_id", "group_ids", "parent_id", "child_ids", "update_path"
    )
    def _compute_warning(self):
        for action in self:
            action.warning = "\n\n".join(action._get_warning_messages()) or False

    def _get_warning_messages(self):
        """Return what keeps the action from running."""
        self.ensure_one()
        if self.state == "object_write" and self.update_path and self.model_id:
            if not self._traverse_path()[1]:
                return [_("Some model(s) or field(s) of the update path do not exist.")]
        if self.state == "multi":
            others = self.child_ids.filtered(lambda a: a.model_id != self.model_id)
            if others:
                return [
                    _(
                        "Following child actions should have the same model "
                        "(%(model)s): %(children)s",
                        model=self.model_id.name,
                        children=", ".join(others.mapped("name")),
                    )
                ]
        return []

    def _set_resource_ref(self):
        for action in self.filtered("resource_ref"):
            if action.value_field_to_show == "resource_ref":
                action.value = str(action.resource_ref.id)

    def _set_selection_value(self):
        for action in self.filtered("selection_value"):
            if action.value_field_to_show == "selection_value":
                action.value = action.selection_value.value

    # ---- checks
    @api.constrains("code")
    def _check_python_code(self):
        for action in self.sudo().filtered("code"):
            message = test_python_expr(expr=action.code.strip(), mode="exec")
            if message:
                raise ValidationError(message)

    @api.constrains("parent_id", "child_ids")
    def _check_children(self):
        if self._has_cycle("parent_id"):
            raise ValidationError(_("Recursion found in child server actions"))

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        self._note_code(actions.filtered(lambda action: action.state == "code"))
        return actions

    def write(self, vals):
        result = super().write(vals)
        if "code" in vals:
            self._note_code(self)
        return result

    def _note_code(self, actions):
        self.env["ir.actions.server.history"].sudo().create(
            [{"action_id": action.id, "code": action.sudo().code} for action in actions]
        )

    def unlink(self):
        self.filtered("binding_model_id").unlink_action()
        return super().unlink()

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        if not (default or {}).get("name"):
            for action, vals in zip(self, vals_list, strict=True):
                vals["name"] = _("%s (copy)", action.name)
        return vals_list

    # ---- buttons
    def create_action(self):
        """Offer the actions in the menu of their models."""
        for action in self:
            action.write(
                {
                    "binding_model_id": action.model_id.id,
                    "binding_type": "action",
                }
            )
        return True

    def unlink_action(self):
        """Take the actions out of the menus again."""
        self.check_access("write")
        self.filtered("binding_model_id").write({"binding_model_id": False})
        return True

    def history_wizard_action(self):
        """Open the earlier versions of the code."""
        self.ensure_one()
        return {
            "name": _("Code History"),
            "type": "ir.actions.act_window",
            "res_model": "server.action.history.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_action_id": self.id},
        }

    def action_open_parent_action(self):
        """Open the action that this one is part of."""
        return self._open_form("ir.actions.server", self.parent_id.id)

    def action_open_scheduled_action(self):
        """Open the scheduled action behind this one."""
        return self._open_form("ir.cron", self.ir_cron_ids[:1].id)

    def _open_form(self, model_name, res_id):
        return {
            "type": "ir.actions.act_window",
            "target": "current",
            "views": [[False, "form"]],
            "res_model": model_name,
            "res_id": res_id,
        }
