"""Records that have an alias of their own, created along with them."""
from __future__ import annotations

from odoo import fields, models


class MailAliasMixin(models.AbstractModel):
    _name = "mail.alias.mixin"
    _inherit = ["mail.alias.mixin.optional"]
    _inherits = {"mail.alias": "alias_id"}
    _description = "Email Aliases Mixin"

    alias_id = fields.Many2one(required=True)
    alias_name = fields.Char(inherited=True)
    alias_defaults = fields.Text(inherited=True)

    def _require_new_alias(self, record_vals):
        """An alias is always needed, with a name or without."""
        return not record_vals.get("alias_id")
