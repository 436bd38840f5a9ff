"""Giving a badge."""
from __future__ import annotations

from odoo import _, fields, models
from odoo.exceptions import UserError


class GamificationBadgeUserWizard(models.TransientModel):
    _inherit = "gamification.badge.user.wizard"

    user_id = fields.Many2one("res.users", string="User", required=True)

    def action_grant_badge(self):
        """Give the badge, to others only."""
        for wizard in self:
            if self.env.uid == wizard.user_id.id:
                raise UserError(_("You can not grant a badge to yourself."))
            self.env["gamification.badge.user"].create({
                "user_id": wizard.user_id.id, "sender_id": self.env.uid,
                "badge_id": wizard.badge_id.id, "comment": wizard.comment,
            })._send_badge()
        return True
