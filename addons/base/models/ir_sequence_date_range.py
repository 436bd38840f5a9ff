"""A period in which a sequence counts on its own."""

from __future__ import annotations

from odoo import api, fields, models

from .ir_sequence import count_on, forget_counters, see_next, set_next


class IrSequenceDateRange(models.Model):
    _name = "ir.sequence.date_range"
    _description = "Sequence Date Range"
    _order = "id"
    _rec_name = "sequence_id"
    _allow_sudo_commands = False

    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)
    number_next = fields.Integer(string="Next Number", required=True, default=1)
    number_next_actual = fields.Integer(
        string="Actual Next Number",
        compute="_compute_number_next_actual",
        inverse="_inverse_number_next_actual",
    )
    sequence_id = fields.Many2one(
        "ir.sequence",
        string="Main Sequence",
        required=True,
        ondelete="cascade",
    )

    _unique_range_per_sequence = models.Constraint(
        "UNIQUE (sequence_id, date_from, date_to)",
        "You cannot create two date ranges for the same sequence "
        "with the same date range.",
    )

    @api.model
    def default_get(self, fields):
        result = super().default_get(fields)
        if "number_next_actual" in fields:
            result["number_next_actual"] = 1
        return result

    @api.depends("number_next")
    def _compute_number_next_actual(self):
        for date_range in self:
            date_range.number_next_actual = see_next(
                date_range, date_range.sequence_id.implementation
            )

    def _inverse_number_next_actual(self):
        for date_range in self:
            date_range.write({"number_next": date_range.number_next_actual or 1})

    @api.model_create_multi
    def create(self, vals_list):
        date_ranges = super().create(vals_list)
        for date_range in date_ranges:
            set_next(date_range)
        return date_ranges

    def write(self, vals):
        result = super().write(vals)
        if "number_next" in vals:
            for date_range in self:
                set_next(date_range)
        return result

    def unlink(self):
        forget_counters(self)
        return super().unlink()

    def _next(self):
        number = count_on(self, self.sequence_id)
        return self.sequence_id.with_context(
            ir_sequence_date_range=self.date_from,
        ).get_next_char(number)
