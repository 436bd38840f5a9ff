"""Access rights: which groups may read, write, create and unlink records of a model."""

from __future__ import annotations

import logging

from odoo import _, api, fields, models, tools
from odoo.exceptions import AccessError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

_MODES = ("read", "write", "create", "unlink")


class IrModelAccess(models.Model):
    _name = "ir.model.access"
    _description = "Model Access"
    _order = "model_id,group_id,name,id"
    _allow_sudo_commands = False

    active = fields.Boolean(default=True)
    group_id = fields.Many2one("res.groups", index=True, ondelete="restrict")
    model_id = fields.Many2one(
        "ir.model",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(required=True, index=True)
    perm_create = fields.Boolean(string="Create Access")
    perm_read = fields.Boolean(string="Read Access")
    perm_unlink = fields.Boolean(string="Delete Access")
    perm_write = fields.Boolean(string="Write Access")

    @api.model
    def group_names_with_access(self, model_name, access_mode):
        """Return the names of the groups that have a mode of access, with privilege."""
        assert access_mode in _MODES, "Invalid access mode"
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT a.group_id FROM ir_model_access a
               JOIN ir_model m ON a.model_id = m.id
               WHERE m.model = %s AND a.active AND %s AND a.group_id IS NOT NULL""",
                model_name,
                SQL.identifier("a", f"perm_{access_mode}"),
            )
        )
        groups = self.env["res.groups"].sudo().browse([row[0] for row in rows])
        return sorted(group.full_name for group in groups)

    @tools.ormcache("self.env.uid", "mode")
    def _get_allowed_models(self, mode="read"):
        """Return the names of the models that the user may access in a mode."""
        assert mode in _MODES, "Invalid access mode"
        group_ids = tuple(self.env.user._get_group_ids()) or (0,)
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT m.model FROM ir_model_access a
               JOIN ir_model m ON m.id = a.model_id
               WHERE %s AND a.active AND (a.group_id IS NULL OR a.group_id IN %s)""",
                SQL.identifier("a", f"perm_{mode}"),
                group_ids,
            )
        )
        return frozenset(row[0] for row in rows)

    @api.model
    def check(self, model, mode="read", raise_exception=True):
        """Tell whether the user may access a model; raise unless told not to."""
        if self.env.su:
            return True
        if model in self._get_allowed_models(mode):
            return True
        if raise_exception:
            raise self._make_access_error(model, mode)
        return False

    def _make_access_error(self, model, mode):
        """Return the exception that tells which groups would have access."""
        _logger.info(
            "Access Denied by ACLs for operation: %s, uid: %s, model: %s",
            mode,
            self.env.uid,
            model,
        )
        self = self.with_context(self.env.user.context_get())
        kind = self.env["ir.model"]._get(model).name or model
        head = {
            "read": _(
                "You are not allowed to access '%(kind)s' (%(model)s) records.",
                kind=kind,
                model=model,
            ),
            "write": _(
                "You are not allowed to modify '%(kind)s' (%(model)s) records.",
                kind=kind,
                model=model,
            ),
            "create": _(
                "You are not allowed to create '%(kind)s' (%(model)s) records.",
                kind=kind,
                model=model,
            ),
            "unlink": _(
                "You are not allowed to delete '%(kind)s' (%(model)s) records.",
                kind=kind,
                model=model,
            ),
        }[mode]
        groups = self.group_names_with_access(model, mode)
        if groups:
            allowed = _(
                "This operation is allowed for the following groups:\n%(groups)s",
                groups="\n".join(f"\t- {name}" for name in groups),
            )
        else:
            allowed = _("No group currently allows this operation.")
        hint = _("Contact your administrator to request access if necessary.")
        return AccessError(f"{head}\n\n{allowed}\n\n{hint}")

    @api.model
    def call_cache_clearing_methods(self):
        """Forget what is known about access."""
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    @api.model_create_multi
    def create(self, vals_list):
        self.call_cache_clearing_methods()
        for vals in vals_list:
            if not vals.get("group_id") and any(
                vals.get(f"perm_{mode}") for mode in _MODES
            ):
                _logger.warning(
                    "Rule %s has no group, this is a deprecated feature. "
                    "Every access-granting rule should specify a group.",
                    vals.get("name"),
                )
        records = super().create(vals_list)
        self.call_cache_clearing_methods()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.call_cache_clearing_methods()
        return result

    def unlink(self):
        result = super().unlink()
        self.call_cache_clearing_methods()
        return result
