"""Sequences: numbers with a prefix, counted on, by date range if wished."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_DATE_PARTS = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "y": "%y",
    "doy": "%j",
    "woy": "%W",
    "weekday": "%w",
    "h24": "%H",
    "h12": "%I",
    "min": "%M",
    "sec": "%S",
    "isoyear": "%G",
    "isoy": "%g",
    "isoweek": "%V",
}


class IrSequence(models.Model):
    """A counter. Both implementations count in the row itself: the writer lock of the
    database makes a standard sequence as safe as a gapless one."""

    _name = "ir.sequence"
    _description = "Sequence"
    _order = "name, id"
    _allow_sudo_commands = False

    active = fields.Boolean(default=True)
    code = fields.Char(string="Sequence Code")
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    date_range_ids = fields.One2many(
        "ir.sequence.date_range",
        "sequence_id",
        string="Subsequences",
    )
    implementation = fields.Selection(
        [
            ("standard", "Standard"),
            ("no_gap", "No gap"),
        ],
        required=True,
        default="standard",
    )
    name = fields.Char(required=True)
    number_increment = fields.Integer(string="Step", required=True, default=1)
    number_next = fields.Integer(string="Next Number", required=True, default=1)
    number_next_actual = fields.Integer(
        string="Actual Next Number",
        compute="_compute_number_next_actual",
        inverse="_inverse_number_next_actual",
    )
    padding = fields.Integer(string="Sequence Size", required=True, default=0)
    prefix = fields.Char()
    suffix = fields.Char()
    use_date_range = fields.Boolean(string="Use subsequences per date_range")

    @api.depends("number_next")
    def _compute_number_next_actual(self):
        for sequence in self:
            sequence.number_next_actual = sequence.number_next or 1

    def _inverse_number_next_actual(self):
        for sequence in self:
            sequence.write({"number_next": sequence.number_next_actual or 1})

    # ---- counting
    def _next_do(self):
        return self.get_next_char(count_on(self))

    def _get_prefix_suffix(self, date=None, date_range=None):
        """Return the prefix and suffix with their placeholders filled in."""
        self.ensure_one()
        dates = self._get_interpolation(date, date_range)
        try:
            return (self.prefix or "") % dates, (self.suffix or "") % dates
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(
                _("Invalid prefix or suffix for sequence “%s”", self.name)
            ) from error

    def _get_interpolation(self, date=None, date_range=None):
        """Return the placeholders: of the date, of the range, of this moment."""
        now = datetime.now(ZoneInfo(self.env.context.get("tz") or "UTC"))
        of_date = of_range = now
        if date or self.env.context.get("ir_sequence_date"):
            of_date = _moment(date or self.env.context.get("ir_sequence_date"))
        if date_range or self.env.context.get("ir_sequence_date_range"):
            of_range = _moment(
                date_range or self.env.context.get("ir_sequence_date_range")
            )
        result = {}
        for key, part in _DATE_PARTS.items():
            result[key] = of_date.strftime(part)
            result[f"range_{key}"] = of_range.strftime(part)
            result[f"current_{key}"] = now.strftime(part)
        return result

    def get_next_char(self, number_next):
        """Return a number as text, padded, with prefix and suffix."""
        context = self.env.context
        prefix, suffix = self._get_prefix_suffix(
            date=context.get("ir_sequence_date"),
            date_range=context.get("ir_sequence_date_range"),
        )
        return f"{prefix}{number_next:0{self.padding}d}{suffix}"

    def _create_date_range_seq(self, date):
        """Make the range of a date: its year, less what other ranges cover."""
        day = fields.Date.to_date(date)
        date_from = day.replace(month=1, day=1)
        date_to = day.replace(month=12, day=31)
        Range = self.env["ir.sequence.date_range"]
        later = Range.search(
            [
                ("sequence_id", "=", self.id),
                ("date_from", ">=", day),
                ("date_from", "<=", date_to),
            ],
            order="date_from",
            limit=1,
        )
        if later:
            date_to = later.date_from - timedelta(days=1)
        earlier = Range.search(
            [
                ("sequence_id", "=", self.id),
                ("date_to", ">=", date_from),
                ("date_to", "<=", day),
            ],
            order="date_to desc",
            limit=1,
        )
        if earlier:
            date_from = earlier.date_to + timedelta(days=1)
        return Range.sudo().create(
            {
                "date_from": date_from,
                "date_to": date_to,
                "sequence_id": self.id,
            }
        )

    def _next(self, sequence_date=None):
        if not self.use_date_range:
            return self._next_do()
        date = sequence_date or self.env.context.get(
            "ir_sequence_date", fields.Date.today()
        )
        found = self.env["ir.sequence.date_range"].search(
            [
                ("sequence_id", "=", self.id),
                ("date_from", "<=", date),
                ("date_to", ">=", date),
            ],
            limit=1,
        )
        found = found or self._create_date_range_seq(date)
        return found.with_context(ir_sequence_date_range=found.date_from)._next()

    def next_by_id(self, sequence_date=None):
        """Count on and return the text."""
        self.browse().check_access("read")
        return self._next(sequence_date=sequence_date)

    @api.model
    def next_by_code(self, sequence_code, sequence_date=None):
        """Count on the company's sequence of a code; False when there is none."""
        self.browse().check_access("read")
        company_id = self.env.company.id
        found = self.search(
            [
                ("code", "=", sequence_code),
                ("company_id", "in", [company_id, False]),
            ],
            order="company_id",
        )
        if not found:
            return False
        own = found.filtered(lambda sequence: sequence.company_id.id == company_id)
        return (own or found)[0]._next(sequence_date=sequence_date)


def _moment(value):
    if isinstance(value, datetime):
        return value
    return fields.Datetime.from_string(
        fields.Date.to_string(value) if not isinstance(value, str) else value
    )


def count_on(counter):
    """Take the next number of a sequence or range, and count it on."""
    env, table = counter.env, counter._table
    env.flush_all()
    step = (
        counter.sudo().number_increment
        if "number_increment" in counter._fields
        else counter.sudo().sequence_id.number_increment
    )
    env.cr.execute(
        SQL(
            "UPDATE %s SET number_next = number_next + %s WHERE id = %s",
            SQL.identifier(table),
            step,
            counter.id,
        )
    )
    env.cr.execute(
        SQL(
            "SELECT number_next FROM %s WHERE id = %s",
            SQL.identifier(table),
            counter.id,
        )
    )
    following = env.cr.fetchone()[0]
    counter.invalidate_recordset(["number_next", "number_next_actual"])
    return following - step
