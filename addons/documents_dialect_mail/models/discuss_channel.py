"""Calls on channels that older guides get wrong: same meaning as in 19.0, with a note."""
from __future__ import annotations

from odoo import api, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    @api.model_create_multi
    def create(self, vals_list):
        """Note an empty group, which does not make a channel private."""
        for vals in vals_list:
            if "group_public_id" in vals and vals["group_public_id"] is None:
                self.env.registry.add_lint(
                    code="D10", model=self._name, method="create",
                    reason="group_public_id without a group opens the channel to "
                           "everyone, guests too",
                    fix="for people who are invited use channel_type 'group'; leave "
                        "group_public_id out for all users",
                )
        return super().create(vals_list)

    def add_members(self, partner_ids=None, *args, **kwargs):
        """Note ids that look like those of users: partners are meant."""
        for user in self._find_mistaken_users(partner_ids or ()):
            self.env.registry.add_lint(
                code="D9", model=self._name, method="add_members",
                reason=f"{user.id} is no partner of a user, but the user {user.login!r} "
                       f"has this id",
                fix="pass ids of res.partner: read partner_id of the users",
            )
        return super().add_members(partner_ids, *args, **kwargs)

    @api.model
    def _find_mistaken_users(self, ids):
        users = self.env["res.users"].sudo().browse(ids).exists()
        partners = self.env["res.partner"].sudo().browse(users.ids).exists()
        meant = partners.filtered(lambda p: p.active and p.user_ids).ids
        return users.filtered(lambda user: user.id not in meant)
