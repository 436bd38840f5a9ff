"""How points came about."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.tools import SQL


class GamificationKarmaTracking(models.Model):
    _inherit = "gamification.karma.tracking"

    consolidated = fields.Boolean(default=False)
    gain = fields.Integer(compute="_compute_gain", readonly=False, store=False)
    origin_ref = fields.Reference(
        lambda self: self._get_origin_selection_values(), string="Source",
        default=lambda self: f"res.users,{self.env.user.id}")
    origin_ref_model_name = fields.Selection(
        lambda self: self._get_origin_selection_values(),
        compute="_compute_origin_ref_model_name", store=True)
    reason = fields.Text(default=lambda self: _("Add Manually"))
    tracking_date = fields.Datetime(default=fields.Datetime.now)

    def _get_origin_selection_values(self):
        return [("res.users", _("User"))]

    @api.depends("old_value", "new_value")
    def _compute_gain(self):
        for tracking in self:
            tracking.gain = tracking.new_value - (tracking.old_value or 0)

    @api.depends("origin_ref")
    def _compute_origin_ref_model_name(self):
        for tracking in self:
            tracking.origin_ref_model_name = tracking.origin_ref._name \
                if tracking.origin_ref else False

    @api.model_create_multi
    def create(self, vals_list):
        """What is gained is added to what the user had."""
        users = self.env["res.users"].sudo()
        had, prepared = {}, []
        for vals in vals_list:
            vals = dict(vals)
            user_id = vals.get("user_id")
            if user_id and "old_value" not in vals:
                vals["old_value"] = had.get(user_id, users.browse(user_id).karma)
            if "gain" in vals:
                gain = vals.pop("gain")
                vals.setdefault("new_value", (vals.get("old_value") or 0) + gain)
            had[user_id] = vals.get("new_value", 0)
            prepared.append(vals)
        return super().create(prepared)

    # ---- consolidation
    @api.model
    def _consolidate_cron(self):
        """Sum up the month before the last."""
        today = fields.Date.today()
        return self._process_consolidate(
            today.replace(day=1) + relativedelta(months=-2))

    def _process_consolidate(self, from_date, end_date=None):
        """Put the entries of a month together, one for each user."""
        end = end_date or from_date + relativedelta(months=1)
        self.flush_model()
        rows = self.env.execute_query_dict(SQL(
            """
            SELECT t.user_id AS user_id,
                (SELECT o.old_value FROM gamification_karma_tracking o
                 WHERE o.user_id = t.user_id AND o.consolidated IS NOT TRUE
                   AND o.tracking_date >= %(start)s AND o.tracking_date < %(end)s
                 ORDER BY o.tracking_date, o.id LIMIT 1) AS old_value,
                (SELECT n.new_value FROM gamification_karma_tracking n
                 WHERE n.user_id = t.user_id AND n.consolidated IS NOT TRUE
                   AND n.tracking_date >= %(start)s AND n.tracking_date < %(end)s
                 ORDER BY n.tracking_date DESC, n.id DESC LIMIT 1) AS new_value
            FROM gamification_karma_tracking t
            WHERE t.consolidated IS NOT TRUE
              AND t.tracking_date >= %(start)s AND t.tracking_date < %(end)s
            GROUP BY t.user_id
            """, start=fields.Datetime.to_datetime(from_date),
            end=fields.Datetime.to_datetime(end)))
        old = self.search([
            ("tracking_date", ">=", from_date), ("tracking_date", "<", end),
            ("consolidated", "!=", True)])
        self.create([{
            **row, "consolidated": True, "tracking_date": fields.Datetime.to_datetime(
                from_date),
            "reason": _("Consolidation from %(from_date)s to %(end_date)s",
                        from_date=from_date, end_date=end),
        } for row in rows])
        old.unlink()
        return True
