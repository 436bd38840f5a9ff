"""Actions embedded in the control panel of other actions."""

from __future__ import annotations

from ast import literal_eval

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class IrEmbeddedActions(models.Model):
    _name = "ir.embedded.actions"
    _description = "Embedded Actions"
    _order = "sequence, id"

    action_id = fields.Many2one("ir.actions.actions", ondelete="cascade")
    context = fields.Char(default="{}")
    default_view_mode = fields.Char(string="Default View")
    domain = fields.Char(default="[]")
    filter_ids = fields.One2many("ir.filters", "embedded_action_id")
    groups_ids = fields.Many2many(
        "res.groups",
        relation="ir_embedded_actions_res_groups_rel",
        column1="ir_embedded_actions_id",
        column2="res_groups_id",
    )
    is_deletable = fields.Boolean(compute="_compute_is_deletable")
    is_visible = fields.Boolean(
        string="Embedded visibility",
        compute="_compute_is_visible",
    )
    name = fields.Char(translate=True)
    parent_action_id = fields.Many2one(
        "ir.actions.act_window",
        required=True,
        ondelete="cascade",
    )
    parent_res_id = fields.Integer(string="Active Parent Id")
    parent_res_model = fields.Char(string="Active Parent Model", required=True)
    python_method = fields.Char()
    sequence = fields.Integer()
    user_id = fields.Many2one("res.users", ondelete="cascade")

    _check_only_one_action_defined = models.Constraint(
        "CHECK ((action_id IS NOT NULL AND python_method IS NULL) "
        "OR (action_id IS NULL AND python_method IS NOT NULL))",
        "Constraint to ensure that either an XML action or a python_method is defined, "
        "but not both.",
    )
    _check_python_method_requires_name = models.Constraint(
        "CHECK (NOT (python_method IS NOT NULL AND name IS NULL))",
        "Constraint to ensure that if a python_method is defined, then the name must "
        "also be defined.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # an action named by a method takes the place of the record
        for vals in vals_list:
            if "name" not in vals and vals.get("action_id"):
                action = self.env["ir.actions.actions"].browse(vals["action_id"])
                vals["name"] = action.name
        return super().create(vals_list)

    @api.depends("user_id")
    def _compute_is_deletable(self):
        external = self.get_external_id()
        for action in self:
            xml_id = external.get(action.id) or ""
            action.is_deletable = not xml_id or xml_id.startswith(
                ("__export__", "__custom__")
            )

    @api.depends_context("active_id", "active_model")
    @api.depends("parent_res_id", "parent_res_model", "domain", "groups_ids")
    def _compute_is_visible(self):
        active_id = self.env.context.get("active_id", False)
        for action in self:
            allowed = not action.groups_ids or bool(
                action.groups_ids & self.env.user.all_group_ids
            )
            model = self.env.get(action.parent_res_model)
            if not allowed or model is None or not active_id:
                action.is_visible = allowed and not active_id
                continue
            domain = literal_eval(action.domain or "[]")
            action.is_visible = (
                action.parent_res_id in (False, 0, active_id)
                and action.user_id.id in (False, self.env.uid)
                and bool(model.browse(active_id).filtered_domain(domain))
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_action_deletable(self):
        if any(not action.is_deletable for action in self):
            raise UserError(_("You cannot delete a default embedded action"))

    def _get_readable_fields(self):
        """Return the names of the fields that clients may see."""
        return {
            "name",
            "parent_action_id",
            "parent_res_id",
            "parent_res_model",
            "action_id",
            "python_method",
            "user_id",
            "is_deletable",
            "default_view_mode",
            "filter_ids",
            "domain",
            "context",
            "groups_ids",
        }
