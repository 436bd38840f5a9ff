"""Names of older series and of Enterprise on users."""
from __future__ import annotations

from odoo import api, fields, models

OLD_GROUPS = "groups_id"
VOIP = ("voip_username", "voip_secret", "external_device_number")


class ResUsers(models.Model):
    _inherit = "res.users"

    groups_id = fields.Many2many(
        "res.groups", string="Groups (old name)", compute="_compute_groups_id",
        inverse="_inverse_groups_id", search="_search_groups_id", copy=False,
    )
    voip_username = fields.Char("VoIP username / Extension number", copy=False)
    voip_secret = fields.Char("VoIP Secret", copy=False, groups="base.group_system")
    external_device_number = fields.Char("External Device number", copy=False)

    @api.depends("group_ids")
    def _compute_groups_id(self):
        for user in self:
            user.groups_id = user.group_ids

    def _inverse_groups_id(self):
        for user in self:
            user.group_ids = user.groups_id

    @api.model
    def _search_groups_id(self, operator, value):
        self._note_names("search", [OLD_GROUPS])
        return [("group_ids", operator, value)]

    def _note_names(self, method, names):
        """Note the names that 19.0 Community does not know."""
        if OLD_GROUPS in names:
            self.env.registry.add_lint(
                code="C11", model=self._name, method=method,
                reason="Invalid field res.users.groups_id",
                fix="the field is called group_ids since 19.0 "
                    "(all_group_ids with the implied groups)",
            )
        for name in VOIP:
            if name in names:
                self.env.registry.add_lint(
                    code="C11", model=self._name, method=method,
                    reason=f"Invalid field {name!r} in 'res.users': "
                           "it belongs to the Enterprise module voip",
                    fix="run this only where the module voip is installed",
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Note old and Enterprise names."""
        for vals in vals_list:
            self._note_names("create", vals)
        return super().create(vals_list)

    def write(self, vals):
        """Note old and Enterprise names."""
        self._note_names("write", vals)
        return super().write(vals)

    def read(self, fields=None, load="_classic_read"):
        """Note old and Enterprise names."""
        self._note_names("read", fields or ())
        return super().read(fields, load)

    @api.model
    def search_read(self, domain=None, fields=None, offset=0, limit=None, order=None,
                    **read_kwargs):
        """Note old and Enterprise names."""
        self._note_names("search_read", fields or ())
        return super().search_read(domain, fields, offset, limit, order, **read_kwargs)
