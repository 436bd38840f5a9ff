"""Sequences: numbering, dates in prefixes, ranges."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def sequences(env):
    return env(user=2)["ir.sequence"]


def test_numbers_are_padded_between_prefix_and_suffix(sequences):
    sequences.create(
        {"name": "t", "code": "t.code", "prefix": "A/", "suffix": "/Z", "padding": 4}
    )

    numbers = [sequences.next_by_code("t.code") for _ in range(2)]

    assert numbers == ["A/0001/Z", "A/0002/Z"]


def test_unknown_code_gives_false(sequences):
    assert sequences.next_by_code("t.none") is False


def test_number_next_actual_moves_the_counter(sequences):
    sequence = sequences.create({"name": "t"})
    sequence.write({"number_next_actual": 100, "number_increment": 5})

    assert [sequence.next_by_id() for _ in range(2)] == ["100", "105"]
    assert sequence.number_next_actual == 110


def test_number_next_of_a_standard_sequence_stays_what_was_set(sequences):
    sequence = sequences.create({"name": "t", "number_next": 7})

    assert sequence.next_by_id() == "7"
    assert sequence.number_next == 7
    assert sequence.number_next_actual == 8


def test_gapless_sequence_counts_in_its_row(sequences):
    sequence = sequences.create({"name": "t", "implementation": "no_gap"})

    assert [sequence.next_by_id() for _ in range(2)] == ["1", "2"]
    assert sequence.number_next == 3


def test_prefix_follows_the_context_date(sequences):
    sequence = sequences.create({"name": "t", "prefix": "%(year)s-%(doy)s/%(woy)s/"})

    number = sequence.with_context(ir_sequence_date="2031-02-03").next_by_id()

    assert number == "2031-034/05/1"


def test_date_ranges_start_anew_each_year(sequences):
    sequence = sequences.create(
        {"name": "t", "prefix": "%(range_year)s/", "use_date_range": True}
    )
    dates = ["2031-02-03", "2031-06-03", "2032-01-01", "2031-12-31"]

    numbers = [sequence.next_by_id(date) for date in dates]

    assert numbers == ["2031/1", "2031/2", "2032/1", "2031/3"]
    assert len(sequence.date_range_ids) == 2


def test_unknown_placeholder_raises(sequences):
    sequence = sequences.create({"name": "t", "prefix": "%(nope)s"})

    with pytest.raises(UserError, match="Invalid prefix or suffix for sequence “t”"):
        sequence.next_by_id()
