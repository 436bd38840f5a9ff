"""Records under which ratings are summed up."""
from datetime import timedelta

from odoo import api, fields, models

from . import rating_data


class RatingParentMixin(models.AbstractModel):
    _inherit = "rating.parent.mixin"
    _rating_satisfaction_days = False       # None and False: all ratings count

    rating_ids = fields.One2many(
        "rating.rating", "parent_res_id", string="Ratings", groups="base.group_user",
        domain=lambda self: [("parent_res_model", "=", self._name)],
        bypass_search_access=True)
    rating_percentage_satisfaction = fields.Integer(
        compute="_compute_rating_percentage_satisfaction", compute_sudo=True)
    rating_count = fields.Integer(
        compute="_compute_rating_percentage_satisfaction", compute_sudo=True)
    rating_avg = fields.Float(
        compute="_compute_rating_percentage_satisfaction", compute_sudo=True,
        search="_search_rating_avg", groups="base.group_user")
    rating_avg_percentage = fields.Float(
        compute="_compute_rating_percentage_satisfaction", compute_sudo=True,
        groups="base.group_user")

    def _parent_rating_domain(self):
        domain = [("parent_res_model", "=", self._name), ("consumed", "=", True),
                  ("rating", ">=", rating_data.LEAST)]
        if self._rating_satisfaction_days:
            since = fields.Datetime.now() - timedelta(days=self._rating_satisfaction_days)
            domain.append(("write_date", ">=", since))
        return domain

    @api.depends("rating_ids.rating", "rating_ids.consumed")
    def _compute_rating_percentage_satisfaction(self):
        rows = self.env["rating.rating"]._read_group(
            [*self._parent_rating_domain(), ("parent_res_id", "in", self.ids)],
            ["parent_res_id", "rating"], ["__count"])
        found = {}
        for parent_id, value, count in rows:
            found.setdefault(parent_id, []).append((value, count))
        for record in self:
            values = found.get(record.id, [])
            total = sum(count for _value, count in values)
            great = sum(count for value, count in values
                        if rating_data.rating_to_grade(value) == "great")
            record.rating_percentage_satisfaction = great * 100 / total if total else -1
            record.rating_count = total
            record.rating_avg = sum(v * n for v, n in values) / total if total else 0
            record.rating_avg_percentage = record.rating_avg / 5

    def _search_rating_avg(self, operator, value):
        compare = rating_data.OPERATORS.get(operator)
        if compare is None:
            return NotImplemented
        rows = self.env["rating.rating"].sudo()._read_group(
            self._parent_rating_domain(), ["parent_res_id"], ["rating:avg"])
        if compare(0, value):
            others = [id_ for id_, average in rows if not compare(average, value)]
            return [("id", "not in", others)]
        return [("id", "in", [id_ for id_, average in rows if compare(average, value)])]
