"""Partners as Discuss looks for them: to invite to channels, to mention in them."""
from __future__ import annotations

from odoo import api, models
from odoo.addons.mail.tools.discuss import Store
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def search_for_channel_invite(self, search_term, channel_id=None, limit=30):
        """Return who can be invited: users by name or address who are not there yet."""
        domain = Domain([
            "|", ("name", "ilike", search_term), ("email", "ilike", search_term),
            ("active", "=", True), ("user_ids", "!=", False),
            ("user_ids.active", "=", True), ("user_ids.share", "=", False),
        ])
        channel = self.env["discuss.channel"]
        if channel_id:
            channel = channel.search([("id", "=", int(channel_id))])
            domain &= Domain("channel_ids", "not in", channel.ids)
            if channel.group_public_id:
                domain &= Domain("user_ids.all_group_ids", "in", channel.group_public_id.ids)
        found = self.search(domain, order="name, id", limit=limit)
        return {
            "count": self.search_count(domain), "partner_ids": found.ids,
            "store_data": self._store_of_people(found),
        }

    @api.model
    def get_mention_suggestions_from_channel(self, channel_id, search, limit=8):
        """Return whom a message of the channel can mention: members first."""
        channel = self.env["discuss.channel"].search([("id", "=", channel_id)])
        if not channel:
            return {}
        wanted = Domain([
            "|", ("name", "ilike", search), ("email", "ilike", search),
            ("active", "=", True),
        ])
        members = wanted & Domain("channel_ids", "in", [
            channel.id, *channel.parent_channel_id.ids,
        ])
        if channel.channel_type == "channel":
            groups = channel.group_public_id or channel.parent_channel_id.group_public_id
            allowed = wanted & Domain("user_ids.all_group_ids", "in", groups.ids) \
                if groups else wanted & Domain("user_ids.share", "=", False)
        else:
            allowed = Domain.FALSE
        found = self._first_of((members, allowed), limit)
        return self._store_of_people(found)

    @api.model
    def _first_of(self, domains, limit):
        """Return at most so many partners: those of the first domain come first."""
        found = self.browse()
        for domain in domains:
            rest = limit - len(found)
            if rest > 0:
                found |= self.search(
                    domain & Domain("id", "not in", found.ids), limit=rest, order="name, id"
                )
        return found

    @api.model
    def _store_of_people(self, partners):
        return Store().add_records_fields(
            partners, ["name", "email", "active", "im_status", "is_company"]
        ).get_result()
