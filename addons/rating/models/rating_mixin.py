"""Records that are rated, and the statistics of their ratings."""
from odoo import api, fields, models

from . import rating_data


class RatingMixin(models.AbstractModel):
    _inherit = "rating.mixin"

    rating_last_value = fields.Float(
        compute="_compute_rating_last_value", compute_sudo=True, store=True,
        groups="base.group_user", aggregator="avg")
    rating_last_feedback = fields.Text(
        related="rating_ids.feedback", groups="base.group_user")
    rating_last_image = fields.Binary(
        related="rating_ids.rating_image", groups="base.group_user")
    rating_last_text = fields.Selection(
        related="rating_ids.rating_text", groups="base.group_user")
    rating_count = fields.Integer(compute="_compute_rating_stats", compute_sudo=True)
    rating_avg = fields.Float(
        compute="_compute_rating_stats", compute_sudo=True, search="_search_rating_avg",
        groups="base.group_user")
    rating_avg_text = fields.Selection(
        rating_data.TEXTS, compute="_compute_rating_avg_text", compute_sudo=True,
        groups="base.group_user")
    rating_percentage_satisfaction = fields.Float(
        compute="_compute_rating_satisfaction", compute_sudo=True)

    @api.depends("rating_ids", "rating_ids.rating", "rating_ids.consumed")
    def _compute_rating_last_value(self):
        rows = self.env["rating.rating"].sudo().search_fetch(
            self._rating_domain(), ["res_id", "rating"], order="write_date, id")
        last = {row.res_id: row.rating for row in rows}
        for record in self:
            record.rating_last_value = last.get(record.id, 0)

    @api.depends("rating_ids.res_id", "rating_ids.rating", "rating_ids.consumed")
    def _compute_rating_stats(self):
        rows = self.env["rating.rating"]._read_group(
            [*self._rating_domain(), ("rating", ">=", rating_data.LEAST)],
            ["res_id"], ["__count", "rating:avg"])
        found = {res_id: (count, average) for res_id, count, average in rows}
        for record in self:
            record.rating_count, record.rating_avg = found.get(record.id, (0, 0.0))

    def _search_rating_avg(self, operator, value):
        compare = rating_data.OPERATORS.get(operator)
        if compare is None:
            return NotImplemented
        rows = self.env["rating.rating"].sudo()._read_group(
            [("res_model", "=", self._name), ("consumed", "=", True),
             ("rating", ">=", rating_data.LEAST)], ["res_id"], ["rating:avg"])
        if compare(0, value):
            others = [res_id for res_id, average in rows if not compare(average, value)]
            return [("id", "not in", others)]
        return [("id", "in", [
            res_id for res_id, average in rows if compare(average, value)])]

    @api.depends("rating_avg")
    def _compute_rating_avg_text(self):
        for record in self:
            record.rating_avg_text = rating_data.average_to_text(record.rating_avg)

    @api.depends("rating_ids.res_id", "rating_ids.rating", "rating_ids.consumed")
    def _compute_rating_satisfaction(self):
        rows = self.env["rating.rating"]._read_group(
            [*self._rating_domain(), ("rating", ">=", rating_data.LEAST)],
            ["res_id", "rating"], ["__count"])
        grades = {}
        for res_id, value, count in rows:
            record = grades.setdefault(res_id, dict.fromkeys(("great", "okay", "bad"), 0))
            record[rating_data.rating_to_grade(value)] += count
        for record in self:
            found = grades.get(record.id)
            record.rating_percentage_satisfaction = \
                found["great"] * 100 / sum(found.values()) if found else -1

    def write(self, vals):
        """Change records; ratings show the new name and the new parent."""
        result = super().write(vals)
        ratings = self.env["rating.rating"].sudo()
        parent = self._rating_get_parent_field_name()
        if self._rec_name and self._rec_name in vals:
            self.env.add_to_compute(ratings._fields["res_name"], ratings.search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids)]))
        if parent and parent in vals:
            ratings.search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids),
            ]).write({"parent_res_id": vals[parent]})
        return result

    # ---- statistics
    def _rating_get_repartition(self, add_stats=False, domain=None):
        counts = self._rating_counts([*self._rating_domain(), *(domain or [])])
        repartition = dict.fromkeys(range(1, 6), 0)
        for value, count in counts.items():
            if round(value) in repartition:
                repartition[round(value)] += count
        if not add_stats:
            return repartition
        total = sum(repartition.values())
        return {
            "repartition": repartition, "total": total,
            "avg": sum(v * n for v, n in repartition.items()) / total if total else 0,
        }

    def rating_get_grades(self, domain=None):
        """Return how many ratings of the records are great, okay and bad."""
        grades = dict.fromkeys(("great", "okay", "bad"), 0)
        for value, count in self._rating_get_repartition(domain=domain).items():
            grades[rating_data.rating_to_grade(value)] += count
        return grades

    def rating_get_stats(self, domain=None):
        """Return average, number and the share of each value in percent."""
        data = self._rating_get_repartition(domain=domain, add_stats=True)
        total = data["total"]
        return {
            "avg": data["avg"], "total": total,
            "percent": {value: count * 100 / total if total else 0
                        for value, count in data["repartition"].items()},
        }
