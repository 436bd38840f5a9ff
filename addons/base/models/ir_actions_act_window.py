"""Window actions: open the records of a model in views."""

from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class IrActionsActWindow(models.Model):
    _name = "ir.actions.act_window"
    _description = "Action Window"
    _table = "ir_act_window"
    _inherit = ["ir.actions.actions"]
    _order = "name, id"
    _allow_sudo_commands = False

    cache = fields.Boolean(string="Data Caching", default=True)
    context = fields.Char(string="Context Value", required=True, default="{}")
    domain = fields.Char(string="Domain Value")
    embedded_action_ids = fields.One2many(
        "ir.embedded.actions",
        compute="_compute_embedded_action_ids",
    )
    filter = fields.Boolean()
    group_ids = fields.Many2many(
        "res.groups",
        string="Groups",
        relation="ir_act_window_group_rel",
        column1="act_id",
        column2="gid",
    )
    limit = fields.Integer(default=80)
    mobile_view_mode = fields.Char(default="kanban")
    res_id = fields.Integer(string="Record ID")
    res_model = fields.Char(string="Destination Model", required=True)
    search_view_id = fields.Many2one("ir.ui.view", string="Search View Ref.")
    target = fields.Selection(
        [
            ("current", "Current Window"),
            ("new", "New Window"),
            ("fullscreen", "Full Screen"),
            ("main", "Main action of Current Window"),
        ],
        string="Target Window",
        default="current",
    )
    type = fields.Char(
        string="Action Type",
        required=True,
        default="ir.actions.act_window",
    )
    usage = fields.Char(string="Action Usage")
    view_id = fields.Many2one("ir.ui.view", string="View Ref.")
    view_ids = fields.One2many(
        "ir.actions.act_window.view",
        "act_window_id",
        string="No of Views",
    )
    view_mode = fields.Char(required=True, default="list,form")
    views = fields.Binary(compute="_compute_views")

    @api.constrains("res_model", "binding_model_id")
    def _check_model(self):
        for action in self:
            if action.res_model not in self.env:
                raise ValidationError(
                    _("Invalid model name “%s” in action definition.", action.res_model)
                )
            bound = action.binding_model_id
            if bound and bound.model not in self.env:
                raise ValidationError(
                    _("Invalid model name “%s” in action definition.", bound.model)
                )

    @api.constrains("view_mode")
    def _check_view_mode(self):
        for action in self:
            modes = action.view_mode.split(",")
            if len(modes) != len(set(modes)):
                raise ValidationError(
                    _("The modes in view_mode must not be duplicated: %s", modes)
                )
            if " " in modes:
                raise ValidationError(_("No spaces allowed in view_mode: “%s”", modes))

    @api.depends("view_ids.view_mode", "view_mode", "view_id.type")
    def _compute_views(self):
        for action in self:
            views = [(line.view_id.id, line.view_mode) for line in action.view_ids]
            known = {mode for _id, mode in views}
            missing = [m for m in action.view_mode.split(",") if m not in known]
            if missing and action.view_id.type in missing:
                missing.remove(action.view_id.type)
                views.append((action.view_id.id, action.view_id.type))
            views += [(False, mode) for mode in missing]
            action.views = views

    @api.depends("res_model")
    def _compute_embedded_action_ids(self):
        for action in self:
            action.embedded_action_ids = (
                self.env["ir.embedded.actions"]
                .search([("parent_action_id", "=", action.id)])
                .filtered("is_visible")
                if action.id
                else False
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("name") and vals.get("res_model") in self.env:
                vals["name"] = self.env[vals["res_model"]]._description
        return super().create(vals_list)

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {
            "context",
            "cache",
            "mobile_view_mode",
            "domain",
            "filter",
            "group_ids",
            "limit",
            "res_id",
            "res_model",
            "search_view_id",
            "target",
            "view_id",
            "view_mode",
            "views",
            "embedded_action_ids",
            "flags",
            "close",
        }
