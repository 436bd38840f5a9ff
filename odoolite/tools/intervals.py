"""Sets of spans of time (or numbers), each with the records that it stands for."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Interval = tuple[Any, Any, Any]
_START, _STOP = 0, 1


class Intervals:
    """Sorted intervals that do not overlap; union, intersection and difference.

    Each is (start, stop, records); those that touch become one, with the records of
    all, unless `keep_distinct` is set.
    """

    __slots__ = ("_items", "_keep_distinct")

    def __init__(
        self, intervals: Iterable[Interval] = (), *, keep_distinct: bool = False
    ) -> None:
        self._keep_distinct = keep_distinct
        self._items: list[Interval] = []
        for start, stop, records in sorted(intervals, key=lambda item: item[:2]):
            if start >= stop:
                continue
            if self._items and self._touches(start):
                first, last, before = self._items[-1]
                self._items[-1] = (first, max(last, stop), before | records)
            else:
                self._items.append((start, stop, records))

    def _touches(self, start: Any) -> bool:
        last = self._items[-1][1]
        return bool(start < last if self._keep_distinct else start <= last)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Interval]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[Interval]:
        return reversed(self._items)

    def __or__(self, other: Intervals) -> Intervals:
        """Return what either covers."""
        return Intervals(
            [*self._items, *other._items], keep_distinct=self._keep_distinct)

    def __and__(self, other: Intervals) -> Intervals:
        """Return the parts of this that the other covers too."""
        return self._merge(other, difference=False)

    def __sub__(self, other: Intervals) -> Intervals:
        """Return the parts of this that the other does not cover."""
        return self._merge(other, difference=True)

    def _merge(self, other: Intervals, difference: bool) -> Intervals:
        covers = other if isinstance(other, Intervals) else Intervals(other)
        parts: list[Interval] = []
        for start, stop, records in self._items:
            at = start
            for begin, end, _records in covers:
                if end <= start or begin >= stop:
                    continue
                if difference:
                    if at < begin:
                        parts.append((at, begin, records))
                    at = max(at, end)
                else:
                    parts.append((max(start, begin), min(stop, end), records))
            if difference and at < stop:
                parts.append((at, stop, records))
        found = Intervals(keep_distinct=self._keep_distinct)
        found._items = parts
        return found
