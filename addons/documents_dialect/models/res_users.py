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
        self._note_groups_id("search")
        return [("group_ids", operator, value)]

    def _note_groups_id(self, method):
        self.env.registry.lint.append({
            "code": "C11", "model": self._name, "method": method,
            "reason": "Invalid field res.users.groups_id",
            "fix": "the field is called group_ids since 19.0 "
                   "(all_group_ids with the implied groups)",
        })

    def _note_fields(self, method, names):
        if OLD_GROUPS in names:
            self._note_groups_id(method)
        for name in VOIP:
            if name in names:
                self.env.registry.lint.append({
                    "code": "C11", "model": self._name, "method": method,
                    "reason": f"Invalid field {name!r} in 'res.users': "
                              "it belongs to the Enterprise module voip",
                    "fix": "run this only where the module voip is installed",
                })

    @api.model_create_multi
    def create(self, vals_list):
        """Note the use of names that 19.0 does not know."""
        for vals in vals_list:
            self._note_fields("create", vals)
        return super().create(vals_list)

    def write(self, vals):
        """Note the use of names that 19.0 does not know."""
        self._note_fields("write", vals)
        return super().write(vals)

    def read(self, fields=None, load="_classic_read"):
        """Note the use of names that 19.0 does not know."""
        self._note_fields("read", fields or ())
        return super().read(fields, load)
