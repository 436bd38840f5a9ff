"""Channels that departments are subscribed to."""
from odoo import _, api, models
from odoo.exceptions import ValidationError


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    @api.constrains("subscription_department_ids")
    def _constraint_subscription_department_ids_channel(self):
        if any(channel.channel_type != "channel" and channel.subscription_department_ids
               for channel in self):
            raise ValidationError(_(
                "For %(channels)s, channel_type should be 'channel' to have the "
                "department auto-subscription.",
                channels=", ".join(self.mapped("name"))))

    def _subscribe_users_automatically(self, users=None):
        """The users of the members of a channel's departments are its members too."""
        members = super()._subscribe_users_automatically(users)
        for channel in self.sudo():
            found = channel.subscription_department_ids.member_ids.user_id
            if users is not None:
                found &= users.sudo()
            members |= channel._add_partners(
                found.filtered("active").partner_id - channel.channel_member_ids.partner_id)
        return members

    @api.model_create_multi
    def create(self, vals_list):
        """Make channels; the members of their departments are subscribed."""
        channels = super().create(vals_list)
        channels.filtered("subscription_department_ids")._subscribe_users_automatically()
        return channels

    def write(self, vals):
        """Change channels; the members of new departments are subscribed."""
        result = super().write(vals)
        if vals.get("subscription_department_ids"):
            self._subscribe_users_automatically()
        return result
