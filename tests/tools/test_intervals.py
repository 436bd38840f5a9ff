"""Sets of intervals."""
import pytest

from odoolite.tools.intervals import Intervals


def spans(*pairs):
    return Intervals([(a, b, {a}) for a, b in pairs])


def pairs(intervals):
    return [(a, b) for a, b, _records in intervals]


@pytest.mark.parametrize(("given", "merged"), [
    ([(4, 5), (1, 2)], [(1, 2), (4, 5)]),
    ([(1, 3), (2, 4)], [(1, 4)]),
    ([(1, 2), (2, 3)], [(1, 3)]),
    ([(1, 1)], []),
])
def test_intervals_are_sorted_and_merged(given, merged):
    assert pairs(spans(*given)) == merged


def test_those_that_touch_may_stay_apart():
    found = Intervals([(1, 2, {1}), (2, 3, {2})], keep_distinct=True)
    assert list(found) == [(1, 2, {1}), (2, 3, {2})]


def test_union_intersection_difference():
    left, right = spans((0, 4), (6, 9)), spans((2, 7))
    assert pairs(left | right) == [(0, 9)]
    assert pairs(left & right) == [(2, 4), (6, 7)]
    assert pairs(left - right) == [(0, 2), (7, 9)]
    assert not left - left
    assert len(left) == 2
