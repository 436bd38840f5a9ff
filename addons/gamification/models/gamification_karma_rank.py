"""Ranks that points lead to."""
from __future__ import annotations

from odoo import api, fields, models


class GamificationKarmaRank(models.Model):
    _inherit = "gamification.karma.rank"

    karma_min = fields.Integer(default=1)
    rank_users_count = fields.Integer(compute="_compute_rank_users_count")

    _karma_min_check = models.Constraint(
        "CHECK( karma_min > 0 )", "The required karma has to be above 0.")

    @api.depends("user_ids")
    def _compute_rank_users_count(self):
        found = dict(self.env["res.users"]._read_group(
            [("rank_id", "in", self.ids)], ["rank_id"], ["__count"]))
        for rank in self:
            rank.rank_users_count = found.get(rank, 0)

    @api.model_create_multi
    def create(self, vals_list):
        """Users above a new rank rise to it."""
        ranks = super().create(vals_list)
        self._recompute_users(min(ranks.mapped("karma_min"), default=0))
        return ranks

    def write(self, vals):
        """Users between the old and the new bound change."""
        bounds = self.mapped("karma_min")
        result = super().write(vals)
        if "karma_min" in vals:
            self._recompute_users(min([*bounds, vals["karma_min"]]))
        return result

    def _recompute_users(self, least):
        self.env["res.users"].sudo().search(
            [("karma", ">=", max(least, 1))])._recompute_rank()
