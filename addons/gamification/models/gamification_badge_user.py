"""Badges that somebody has."""
from __future__ import annotations

from odoo import api, models


class GamificationBadgeUser(models.Model):
    _inherit = "gamification.badge.user"

    @api.model_create_multi
    def create(self, vals_list):
        """Only those who may give badges."""
        self.env["gamification.badge"].browse(
            vals["badge_id"] for vals in vals_list)._check_all_granting()
        return super().create(vals_list)

    def _send_badge(self):
        """Tell the owners."""
        template = self.env.ref("gamification.email_template_badge_received",
                                raise_if_not_found=False)
        if template:
            for badge in self:
                template.sudo().send_mail(badge.id)
        return True


class GamificationBadge(models.Model):
    _inherit = "gamification.badge"

    def _check_all_granting(self):
        for badge in self:
            badge.check_granting()
