"""Who works in several companies is in the group of those who see companies."""
from __future__ import annotations

from odoo import Command, api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._follow_companies()
        return users

    def write(self, vals):
        result = super().write(vals)
        if "company_ids" in vals:
            self._follow_companies()
        return result

    def _follow_companies(self):
        """Put users with several companies into the group, take out the others."""
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "base.group_multi_company", raise_if_not_found=False)
        if not group_id:
            return
        for user in self.sudo():
            wanted, is_in = len(user.company_ids) > 1, group_id in user.group_ids.ids
            if wanted != is_in:
                command = Command.link(group_id) if wanted else Command.unlink(group_id)
                user.write({"group_ids": [command]})
