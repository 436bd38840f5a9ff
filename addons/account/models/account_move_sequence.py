"""Numbers of entries: each follows the last one of its journal, kind and period."""
import re
from datetime import date

from dateutil.relativedelta import relativedelta
from odoo import _, api, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

NUMBER = re.compile(r"^(?P<prefix>.*?)(?P<number>\d+)(?P<suffix>\D*)$")
YEAR = r"(?P<before>.*?)(?P<year>(?<!\d)(?:(?:19|20|21)\d\d|\d\d)(?!\d))"
MONTHLY = re.compile(
    rf"^{YEAR}(?P<between>\D*?)(?P<month>(?<!\d)(?:0[1-9]|1[0-2])(?!\d))(?P<after>\D+?)"
    r"(?P<number>\d+)(?P<suffix>\D*)$")
YEARLY = re.compile(rf"^{YEAR}(?P<after>\D+?)(?P<number>\d+)(?P<suffix>\D*)$")


def read_period(name, day):
    """Return (kind, match) of a name: whether it counts by month, year or for ever."""
    for kind, pattern in (("month", MONTHLY), ("year", YEARLY)):
        found = pattern.match(name or "")
        if found and int(found["year"]) % 100 == day.year % 100:
            return kind, found
    return "never", NUMBER.match(name or "")


def move_period(name, old, new):
    """Return the prefix and width of a name of `old` as they are on the day `new`."""
    kind, found = read_period(name, old)
    if kind == "never":
        return found["prefix"], len(found["number"]), found["suffix"]
    year = f"{new.year:04d}"[-len(found["year"]):]
    if kind == "month":
        prefix = (f"{found['before']}{year}{found['between']}{new.month:02d}"
                  f"{found['after']}")
    else:
        prefix = f"{found['before']}{year}{found['after']}"
    return prefix, len(found["number"]), found["suffix"]


class AccountMove(models.Model):
    _inherit = "account.move"

    def _get_starting_sequence(self):
        """Return the name before the first one of journal, kind and period."""
        self.ensure_one()
        journal, day = self.journal_id, self.date
        if journal.type in ("sale", "bank", "cash", "credit"):
            name = f"{journal.code}/{day.year:04d}/00000"
        else:
            name = f"{journal.code}/{day.year:04d}/{day.month:02d}/0000"
        if journal.refund_sequence and self.move_type in ("out_refund", "in_refund"):
            name = "R" + name
        if journal.payment_sequence and self.origin_payment_id:
            name = "P" + name
        return name

    def _get_sequence_domain(self):
        """Return what finds the numbered entries that share their numbers with this."""
        self.ensure_one()
        journal, refunds = self.journal_id, ("out_refund", "in_refund")
        domain = [("journal_id", "=", journal.id), ("id", "!=", self._origin.id),
                  ("name", "not in", (False, "/")), ("sequence_prefix", "!=", False)]
        if journal.refund_sequence:
            domain.append(("move_type", "in" if self.move_type in refunds else "not in",
                           refunds))
        if journal.payment_sequence:
            domain.append(("origin_payment_id", "!=" if self.origin_payment_id else "=",
                           False))
        return domain

    def _get_next_name(self):
        """Return the next (name, prefix, number) of the entry's sequence.

        A name that was given by hand leads: those after it count on from it.
        """
        self.ensure_one()
        moves = self.sudo().with_context(active_test=False)
        domain, day = self._get_sequence_domain(), self.date
        year = [("date", ">=", date(day.year, 1, 1)), ("date", "<=", date(day.year, 12, 31))]
        last = example = moves.search(domain + year, order="id desc", limit=1)
        if last and read_period(last.name, last.date)[0] == "month":
            first = day + relativedelta(day=1)
            last = moves.search([
                *domain, ("date", ">=", first),
                ("date", "<=", day + relativedelta(day=31))], order="id desc", limit=1)
        elif not last:
            example = moves.search(domain, order="date desc, id desc", limit=1)
            if example and read_period(example.name, example.date)[0] == "never":
                last = moves.search(domain, order="id desc", limit=1)
        if last:
            top = moves.search([*domain, ("sequence_prefix", "=", last.sequence_prefix)],
                               order="sequence_number desc", limit=1)
            found = NUMBER.match(top.name)
            prefix, width, suffix = top.sequence_prefix, len(found["number"]), \
                found["suffix"]
            number = top.sequence_number + 1
        else:
            prefix, width, suffix = move_period(example.name, example.date, day) \
                if example else move_period(self._get_starting_sequence(), day, day)
            number = 1
        return f"{prefix}{number:0{width}d}{suffix}", prefix, number

    def _set_next_sequence(self):
        """Give the entry the next number of its sequence."""
        name, prefix, number = self._get_next_name()
        self.with_context(syncing=True).write({
            "name": name, "sequence_prefix": prefix, "sequence_number": number})

    def _note_sequence(self):
        """Note prefix and number of a name that was given by hand."""
        found = NUMBER.match(self.name or "")
        if found:
            self.with_context(syncing=True).write({
                "sequence_prefix": found["prefix"],
                "sequence_number": int(found["number"]),
            })

    @api.constrains("name", "date")
    def _constrains_date_sequence(self):
        for move in self.filtered(lambda move: move.name and move.date):
            wanted = f"{move.date.year:04d}"
            found = re.search(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", move.name)
            if found and found.group() != wanted and move.sequence_prefix:
                raise ValidationError(_(
                    "The %(date_field)s (%(date)s) you've entered isn't aligned with the "
                    "existing sequence number (%(sequence)s). Clear the sequence number "
                    "to proceed.\nTo maintain date-based sequences, select entries and "
                    "use the resequence option from the actions menu, available in "
                    "developer mode.", date_field=move._fields["date"].string,
                    date=format_date(self.env, move.date), sequence=move.name))
