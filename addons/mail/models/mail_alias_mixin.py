"""Records that have an alias."""
from __future__ import annotations

from odoo import api, fields, models


class MailAliasMixinOptional(models.AbstractModel):
    _name = "mail.alias.mixin.optional"
    _description = "Email Aliases Mixin (light)"

    alias_id = fields.Many2one(
        "mail.alias", "Alias", ondelete="restrict", copy=False
    )
    alias_name = fields.Char("Alias Name", related="alias_id.alias_name", readonly=False)
    alias_domain_id = fields.Many2one(
        "mail.alias.domain", "Alias Domain", related="alias_id.alias_domain_id",
        readonly=False,
    )
    alias_domain = fields.Char("Alias Domain Name", related="alias_id.alias_domain")
    alias_defaults = fields.Text(related="alias_id.alias_defaults")
    alias_email = fields.Char("Email Alias", compute="_compute_alias_email")

    @api.depends("alias_domain", "alias_name")
    def _compute_alias_email(self):
        for record in self:
            name, domain = record.alias_name, record.alias_domain
            record.alias_email = f"{name}@{domain}" if name and domain else False

    def _alias_get_creation_values(self):
        """Return the values of the alias of new records (hook)."""
        return {
            "alias_parent_thread_id": self.id or False,
            "alias_parent_model_id": self.env["ir.model"]._get(self._name).id,
        }


class MailAliasMixin(models.AbstractModel):
    _name = "mail.alias.mixin"
    _inherit = ["mail.alias.mixin.optional"]
    _inherits = {"mail.alias": "alias_id"}
    _description = "Email Aliases Mixin"

    alias_id = fields.Many2one(required=True)
    alias_name = fields.Char(inherited=True)
    alias_defaults = fields.Text(inherited=True)
