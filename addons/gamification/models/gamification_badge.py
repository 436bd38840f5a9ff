"""Badges: who has them, who may give them."""
from __future__ import annotations

from odoo import _, api, exceptions, fields, models

(CAN_GRANT, NOBODY_CAN_GRANT, USER_NOT_VIP, BADGE_REQUIRED, TOO_MANY) = range(1, 6)


class GamificationBadge(models.Model):
    _inherit = "gamification.badge"

    granted_count = fields.Integer(compute="_get_owners_info")
    granted_users_count = fields.Integer(compute="_get_owners_info")
    level = fields.Selection(default="bronze")
    remaining_sending = fields.Integer(compute="_remaining_sending_calc")
    rule_auth = fields.Selection(default="everyone")
    stat_my = fields.Integer(compute="_get_badge_user_stats")
    stat_my_monthly_sending = fields.Integer(compute="_get_badge_user_stats")
    stat_my_this_month = fields.Integer(compute="_get_badge_user_stats")
    stat_this_month = fields.Integer(compute="_get_badge_user_stats")
    unique_owner_ids = fields.Many2many("res.users", compute="_get_owners_info")

    @api.depends("owner_ids")
    def _get_owners_info(self):
        """Count how often, and to how many, badges were given."""
        groups = self.env["gamification.badge.user"]._read_group(
            [("badge_id", "in", self.ids), ("user_id.active", "=", True)],
            ["badge_id"], ["__count", "user_id:recordset"])
        found = {badge: (count, users) for badge, count, users in groups}
        for badge in self:
            count, users = found.get(badge, (0, self.env["res.users"]))
            badge.granted_count = count
            badge.granted_users_count = len(users)
            badge.unique_owner_ids = users

    @api.depends("owner_ids.badge_id", "owner_ids.create_date", "owner_ids.user_id")
    def _get_badge_user_stats(self):
        first = fields.Datetime.now().replace(day=1, hour=0, minute=0, second=0)
        uid = self.env.uid
        for badge in self:
            owners = badge.owner_ids
            recent = owners.filtered(lambda o: o.create_date and o.create_date >= first)
            badge.stat_my = len(owners.filtered(lambda o: o.user_id.id == uid))
            badge.stat_this_month = len(recent)
            badge.stat_my_this_month = len(recent.filtered(lambda o: o.user_id.id == uid))
            badge.stat_my_monthly_sending = len(
                recent.filtered(lambda o: o.create_uid.id == uid))

    @api.depends("rule_auth", "rule_auth_user_ids", "rule_auth_badge_ids", "rule_max",
                 "rule_max_number", "stat_my_monthly_sending")
    def _remaining_sending_calc(self):
        """Tell how often the user may give a badge this month; -1 for always."""
        for badge in self:
            if badge._can_grant_badge() != CAN_GRANT:
                badge.remaining_sending = 0
            elif not badge.rule_max:
                badge.remaining_sending = -1
            else:
                badge.remaining_sending = \
                    badge.rule_max_number - badge.stat_my_monthly_sending

    # ---- giving
    def check_granting(self):
        """Tell that the user may give the badge; UserError if not."""
        status = self._can_grant_badge()
        errors = {
            NOBODY_CAN_GRANT: _("This badge can not be sent by users."),
            USER_NOT_VIP: _("You are not in the user allowed list."),
            BADGE_REQUIRED: _("You do not have the required badges."),
            TOO_MANY: _("You have already sent this badge too many time this month."),
        }
        if status in errors:
            raise exceptions.UserError(errors[status])
        return True

    def _can_grant_badge(self):
        if self.env.is_admin():
            return CAN_GRANT
        if self.rule_auth == "nobody":
            return NOBODY_CAN_GRANT
        if self.rule_auth == "users" and self.env.user not in self.rule_auth_user_ids:
            return USER_NOT_VIP
        if self.rule_auth == "having":
            owned = self.env["gamification.badge.user"].sudo().search(
                [("user_id", "=", self.env.uid)]).badge_id
            if self.rule_auth_badge_ids - owned:
                return BADGE_REQUIRED
        if self.rule_max and self.stat_my_monthly_sending >= self.rule_max_number:
            return TOO_MANY
        return CAN_GRANT
