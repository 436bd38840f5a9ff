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

    def _init_column(self, column_name):
        """Records that are there already get an alias as well."""
        super()._init_column(column_name)
        if column_name == "alias_id":
            # an alias refers to the model, which is not written down yet
            self.env.registry.post_init(self._give_aliases)

    def _give_aliases(self):
        records = self.sudo().with_context(active_test=False).search(
            [("alias_id", "=", False)]
        )
        aliases = self.env["mail.alias"].sudo().create(
            [self._new_alias_values({}) for _record in records]
        )
        for record, alias in zip(records, aliases):
            record.alias_id = alias
            record._set_alias_values({})
