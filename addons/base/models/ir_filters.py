"""Searches that users saved."""

from __future__ import annotations

import ast

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class IrFilters(models.Model):
    _name = "ir.filters"
    _description = "Filters"
    _order = "model_id, name, id desc"

    action_id = fields.Many2one("ir.actions.actions", ondelete="cascade")
    active = fields.Boolean(default=True)
    context = fields.Text(required=True, default="{}")
    domain = fields.Text(required=True, default="[]")
    embedded_action_id = fields.Many2one(
        "ir.embedded.actions",
        index="btree_not_null",
        ondelete="cascade",
    )
    embedded_parent_res_id = fields.Integer()
    is_default = fields.Boolean(string="Default Filter")
    model_id = fields.Selection(selection="_list_all_models", required=True)
    name = fields.Char(string="Filter Name", required=True)
    sort = fields.Char(required=True, default="[]")
    user_ids = fields.Many2many(
        "res.users",
        string="Users",
        relation="ir_filters_res_users_rel",
        column1="ir_filters_id",
        column2="res_users_id",
    )

    @api.model
    def _list_all_models(self):
        # sorted by model; the names come translated
        found = self.env["ir.model"].sudo().search_fetch([], ["model", "name"])
        return [(model.model, model.name) for model in found]

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        return [
            {**vals, "name": self.env._("%s (copy)", record.name)}
            for record, vals in zip(self, vals_list, strict=True)
        ]

    @api.model
    def _get_action_domain(
        self, action_id=None, embedded_action_id=None, embedded_parent_res_id=None
    ):
        actions = [action_id, False] if action_id else [False]
        domain = [("action_id", "in", actions)]
        if embedded_action_id:
            return [
                *domain,
                ("embedded_action_id", "=", embedded_action_id),
                ("embedded_parent_res_id", "in", [0, embedded_parent_res_id]),
            ]
        return [*domain, ("embedded_action_id", "=", False)]

    @api.model
    def get_filters(
        self,
        model,
        action_id=None,
        embedded_action_id=None,
        embedded_parent_res_id=None,
    ):
        """Return the user's own and shared filters on a model."""
        found = self.with_context(self.env.user.context_get()).search(
            [
                *self._get_action_domain(
                    action_id, embedded_action_id, embedded_parent_res_id
                ),
                ("model_id", "=", model),
                ("user_ids", "in", [self.env.uid, False]),
            ]
        )
        return found.read(
            [
                "name",
                "is_default",
                "domain",
                "context",
                "user_ids",
                "sort",
                "embedded_action_id",
                "embedded_parent_res_id",
            ]
        )

    @api.model
    def create_filter(self, vals):
        """Create a filter, checking that it has one default per audience."""
        if vals.get("is_default"):
            self._check_global_default(vals)
        return self.create(vals)

    def _check_global_default(self, vals):
        domain = [
            *self._get_action_domain(vals.get("action_id")),
            ("model_id", "=", vals.get("model_id")),
            ("is_default", "=", True),
        ]
        if vals.get("user_ids"):
            return
        other = self.search([*domain, ("user_ids", "=", False)], limit=1)
        if other:
            raise UserError(
                _(
                    "There is already a shared filter set as default for %(model)s, "
                    "delete or change it before setting a new default",
                    model=vals.get("model_id"),
                )
            )

    def _get_eval_domain(self):
        """Return the domain as Python values."""
        self.ensure_one()
        return ast.literal_eval(self.domain)
