"""Addresses that make or answer records."""
from __future__ import annotations

import re
import unicodedata

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.safe_eval import safe_eval


class MailAlias(models.Model):
    _name = "mail.alias"
    _description = "Email Aliases"
    _order = "alias_model_id, alias_name"
    _rec_name = "alias_name"

    alias_name = fields.Char("Alias Name", copy=False)
    alias_domain_id = fields.Many2one(
        "mail.alias.domain", "Alias Domain", ondelete="restrict",
        default=lambda self: self.env.company.alias_domain_id,
    )
    alias_domain = fields.Char("Alias domain name", related="alias_domain_id.name")
    alias_full_name = fields.Char(
        "Alias Email", compute="_compute_alias_full_name", store=True,
        index="btree_not_null",
    )
    alias_model_id = fields.Many2one(
        "ir.model", "Aliased Model", required=True, ondelete="cascade"
    )
    alias_defaults = fields.Text("Default Values", required=True, default="{}")
    alias_force_thread_id = fields.Integer("Record Thread ID")
    alias_parent_model_id = fields.Many2one("ir.model", "Parent Model")
    alias_parent_thread_id = fields.Integer("Parent Record Thread ID")
    alias_contact = fields.Selection([
        ("everyone", "Everyone"),
        ("partners", "Authenticated Partners"),
        ("followers", "Followers only"),
    ], "Alias Contact Security", required=True, default="everyone")
    alias_incoming_local = fields.Boolean("Local-part based incoming detection",
                                          default=False)
    alias_bounced_content = fields.Html("Custom Bounced Message", translate=True)
    alias_status = fields.Selection(
        [("not_tested", "Not Tested"), ("valid", "Valid"), ("invalid", "Invalid")],
        compute="_compute_alias_status", store=True,
    )

    @api.depends("alias_name", "alias_domain_id.name")
    def _compute_alias_full_name(self):
        for alias in self:
            domain = alias.alias_domain_id.name
            alias.alias_full_name = (
                f"{alias.alias_name}@{domain}" if alias.alias_name and domain
                else alias.alias_name or False
            )

    @api.depends("alias_contact", "alias_defaults", "alias_model_id")
    def _compute_alias_status(self):
        for alias in self:
            alias.alias_status = "not_tested"

    def _compute_display_name(self):
        for alias in self:
            alias.display_name = alias.alias_full_name or _("Inactive Alias")

    @api.constrains("alias_defaults")
    def _check_alias_defaults(self):
        for alias in self:
            try:
                dict(safe_eval(alias.alias_defaults))
            except Exception as error:
                raise ValidationError(_(
                    "Invalid expression, it must be a literal python dictionary "
                    'definition e.g. "{\'field\': \'value\'}"'
                )) from error

    @api.model_create_multi
    def create(self, vals_list):
        """Clean the names."""
        return super().create([self._cleaned(vals) for vals in vals_list])

    def write(self, vals):
        """Clean the name."""
        return super().write(self._cleaned(vals))

    @api.model
    def _cleaned(self, vals):
        name = vals.get("alias_name")
        if not name:
            return vals
        local = str(name).strip().lower().split("@")[0]
        local = unicodedata.normalize("NFKD", local)
        local = "".join(c for c in local if not unicodedata.combining(c))
        local = re.sub(r"[^\w!#$%&'*+\-/=?^_`{|}~.]+", "-", local)
        local = local.encode("ascii", "replace").decode()
        local = re.sub(r"\.+", ".", local).strip(".")
        return {**vals, "alias_name": local}
