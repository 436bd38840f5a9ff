"""Users, their points and ranks."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    bronze_badge = fields.Integer(compute="_get_user_badge_level")
    gold_badge = fields.Integer(compute="_get_user_badge_level")
    karma = fields.Integer(compute="_compute_karma", store=True, readonly=False)
    silver_badge = fields.Integer(compute="_get_user_badge_level")

    @api.depends("karma_tracking_ids.new_value")
    def _compute_karma(self):
        """The last entry tells the points."""
        trackings = self.env["gamification.karma.tracking"].sudo().search(
            [("user_id", "in", self.ids)], order="tracking_date, id")
        last = {tracking.user_id.id: tracking.new_value for tracking in trackings}
        for user in self:
            user.karma = last.get(user.id, 0)
        self.sudo()._recompute_rank()

    def _get_user_badge_level(self):
        found = {(user.id, level): count for user, level, count in self.env[
            "gamification.badge.user"]._read_group(
                [("user_id", "in", self.ids)], ["user_id", "level"], ["__count"])}
        for user in self:
            for level in ("bronze", "silver", "gold"):
                user[f"{level}_badge"] = found.get((user.id, level), 0)

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Points that are given at once are noted."""
        users = super().create(
            [{k: v for k, v in vals.items() if k != "karma"} for vals in vals_list])
        users._add_karma_batch({
            user: {"gain": int(vals["karma"]), "old_value": 0,
                   "origin_ref": f"res.users,{self.env.uid}", "reason": _("User Creation")}
            for user, vals in zip(users, vals_list) if vals.get("karma")})
        return users

    def write(self, vals):
        """A change of the points is noted."""
        if "karma" in vals:
            self._add_karma_batch({
                user: {"gain": int(vals["karma"]) - user.karma,
                       "origin_ref": f"res.users,{self.env.uid}"}
                for user in self if int(vals["karma"]) != user.karma})
            vals = {k: v for k, v in vals.items() if k != "karma"}
        return super().write(vals) if vals else True

    # ---- points
    def _add_karma(self, gain, source=None, reason=None):
        """Add to the points of a user."""
        self.ensure_one()
        values = {"gain": gain, "reason": reason or _("Add Manually")}
        if source:
            values["origin_ref"] = f"{source._name},{source.id}"
        return self._add_karma_batch({self: values})

    def _add_karma_batch(self, values_per_user):
        """Note gains; the points follow."""
        rows = []
        for user, values in values_per_user.items():
            had = values.get("old_value", user.karma)
            rows.append({
                "user_id": user.id, "old_value": had, "new_value": had + values["gain"],
                "origin_ref": values.get("origin_ref") or f"res.users,{self.env.user.id}",
                "reason": values.get("reason") or _("Add Manually"),
            })
        if rows:
            self.env["gamification.karma.tracking"].sudo().create(rows)
            self.browse(row["user_id"] for row in rows).mapped("karma")     # and the rank
        return True

    def _get_karma_position(self, user_domain):
        """Return [{user_id, karma_position}]: where users stand by their points."""
        users = self.search(user_domain, order="karma DESC, id")
        return [{"user_id": user.id, "karma_position": place}
                for place, user in enumerate(users, 1) if user in self]

    def _get_tracking_karma_gain_position(self, user_domain, from_date=None, to_date=None):
        """Return what users gained in a time, and where they stand by that."""
        domain = Domain("user_id", "in", self.search(user_domain).ids)
        if from_date:
            domain &= Domain("tracking_date", ">=", from_date)
        if to_date:
            domain &= Domain("tracking_date", "<=", to_date)
        gains = {}
        for tracking in self.env["gamification.karma.tracking"].sudo().search(domain):
            gains[tracking.user_id.id] = gains.get(tracking.user_id.id, 0) + tracking.gain
        ranked = sorted(gains.items(), key=lambda item: (-item[1], item[0]))
        return [{"user_id": user_id, "karma_gain_total": gain, "karma_position": place}
                for place, (user_id, gain) in enumerate(ranked, 1) if user_id in self.ids]

    # ---- ranks
    def _recompute_rank(self):
        """Give the ranks that the points lead to; tell those who have risen."""
        ranks = self.env["gamification.karma.rank"].sudo().search(
            [], order="karma_min DESC")
        for user in self:
            reached = ranks.filtered(lambda r, user=user: r.karma_min <= user.karma)[:1]
            above = ranks.filtered(lambda r, user=user: r.karma_min > user.karma)[-1:]
            old = user.rank_id
            if old != reached or user.next_rank_id != above:
                user.write({"rank_id": reached.id, "next_rank_id": above.id})
                if reached and reached.karma_min > (old.karma_min or 0):
                    user._rank_changed()

    def _rank_changed(self):
        """Tell a user of the new rank (not while data is loaded)."""
        if self.env.context.get("install_mode") or not self.email:
            return
        template = self.env.ref("gamification.mail_template_data_new_rank_reached",
                                raise_if_not_found=False)
        if template:
            template.sudo().send_mail(self.id, force_send=False)

    def _get_next_rank(self):
        """Return the rank to come; for the highest none."""
        if self.next_rank_id:
            return self.next_rank_id
        domain = [("karma_min", ">", self.rank_id.karma_min)] if self.rank_id else []
        return self.env["gamification.karma.rank"].search(
            domain, order="karma_min ASC", limit=1)

    def get_gamification_redirection_data(self):
        """Return links to where points are earned (hook)."""
        self.ensure_one()
        return []

    def action_karma_report(self):
        """Open how the points came about."""
        self.ensure_one()
        return {
            "name": _("Karma Updates"), "res_model": "gamification.karma.tracking",
            "target": "current", "type": "ir.actions.act_window", "view_mode": "list",
            "context": {"default_user_id": self.id, "search_default_user_id": self.id},
        }
