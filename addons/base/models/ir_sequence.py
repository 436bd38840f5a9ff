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
    """A counter. A gapless one counts in `number_next`; a standard one beside its row,
    as the sequences of PostgreSQL do: `number_next` stays what was set."""

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

    def init(self):
        self.env.cr.execute(
            "CREATE TABLE IF NOT EXISTS ir_sequence_counter ("
            "owner VARCHAR NOT NULL, owner_id INTEGER NOT NULL, "
            "number_next INTEGER NOT NULL, PRIMARY KEY (owner, owner_id))"
        )

    @api.depends("number_next", "implementation")
    def _compute_number_next_actual(self):
        for sequence in self:
            sequence.number_next_actual = see_next(sequence, sequence.implementation)

    def _inverse_number_next_actual(self):
        for sequence in self:
            sequence.write({"number_next": sequence.number_next_actual or 1})

    @api.model_create_multi
    def create(self, vals_list):
        sequences = super().create(vals_list)
        for sequence in sequences:
            set_next(sequence)
        return sequences

    def write(self, vals):
        is_new_kind = "implementation" in vals and {
            sequence.id: sequence.number_next_actual
            for sequence in self
            if sequence.implementation != vals["implementation"]
        }
        result = super().write(vals)
        for sequence in self:
            if is_new_kind and sequence.id in is_new_kind and "number_next" not in vals:
                sequence.number_next = is_new_kind[sequence.id]
                set_next(sequence)
            elif "number_next" in vals:
                set_next(sequence)
        return result

    def unlink(self):
        self.date_range_ids.unlink()
        forget_counters(self)
        return super().unlink()

    # ---- counting
    def _next_do(self):
        return self.get_next_char(count_on(self, self))

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

    def _get_current_sequence(self, sequence_date=None):
        """Return the range that counts on a date, or the sequence without ranges."""
        if not self.use_date_range:
            return self
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
        return found or self._create_date_range_seq(date)

    def _next(self, sequence_date=None):
        if not self.use_date_range:
            return self._next_do()
        found = self._get_current_sequence(sequence_date)
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
    return fields.Datetime.to_datetime(value)


# ---- counters: of sequences, and of their date ranges
def count_on(counter, sequence):
    """Take the next number of a sequence or of a range of it, and count it on."""
    env = counter.env
    env.flush_all()
    if sequence.sudo().implementation == "standard":
        where = SQL("owner = %s AND owner_id = %s", counter._table, counter.id)
        table = SQL.identifier("ir_sequence_counter")
    else:
        where = SQL("id = %s", counter.id)
        table = SQL.identifier(counter._table)
    env.cr.execute(
        SQL(
            "UPDATE %s SET number_next = number_next + %s WHERE %s RETURNING number_next",
            table,
            sequence.sudo().number_increment,
            where,
        )
    )
    following = env.cr.fetchone()[0]
    counter.invalidate_recordset(["number_next", "number_next_actual"])
    return following - sequence.sudo().number_increment


def see_next(counter, implementation):
    """Return the number that comes next."""
    if implementation == "standard" and counter.id:
        rows = counter.env.execute_query(
            SQL(
                "SELECT number_next FROM ir_sequence_counter "
                "WHERE owner = %s AND owner_id = %s",
                counter._table,
                counter.id,
            )
        )
        if rows:
            return rows[0][0]
    return counter.number_next or 1


def set_next(counter):
    """Let a counter go on at `number_next`."""
    counter.env.cr.execute(
        "INSERT INTO ir_sequence_counter (owner, owner_id, number_next) "
        "VALUES (%s, %s, %s) ON CONFLICT (owner, owner_id) "
        "DO UPDATE SET number_next = excluded.number_next",
        [counter._table, counter.id, counter.number_next or 1],
    )
    counter.invalidate_recordset(["number_next_actual"])


def forget_counters(counters):
    """Drop the counters of deleted records."""
    for counter in counters:
        counter.env.cr.execute(
            "DELETE FROM ir_sequence_counter WHERE owner = %s AND owner_id = %s",
            [counter._table, counter.id],
        )
