"""What operators know much of."""
from __future__ import annotations

from odoo import Command, fields, models


class ImLivechatExpertise(models.Model):
    _inherit = "im_livechat.expertise"

    user_ids = fields.Many2many(
        "res.users", string="Operators", compute="_compute_user_ids",
        inverse="_inverse_user_ids", store=False)

    _name_unique = models.Constraint("UNIQUE(name)", "Expertise name must be unique")

    def _compute_user_ids(self):
        settings = self.env["res.users.settings"].sudo().search(
            [("livechat_expertise_ids", "in", self.ids)])
        for expertise in self:
            expertise.user_ids = settings.filtered(
                lambda s, e=expertise: e in s.livechat_expertise_ids).user_id

    def _inverse_user_ids(self):
        for expertise in self:
            wanted = expertise.user_ids
            known = self.env["res.users.settings"].sudo().search(
                [("livechat_expertise_ids", "in", expertise.ids)])
            known.filtered(lambda s, w=wanted: s.user_id not in w).write(
                {"livechat_expertise_ids": [Command.unlink(expertise.id)]})
            for user in wanted - known.user_id:
                self.env["res.users.settings"]._find_or_create_for_user(user).sudo().write(
                    {"livechat_expertise_ids": [Command.link(expertise.id)]})
