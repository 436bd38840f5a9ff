"""Ordered sets and grouping."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, MutableSet
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


class OrderedSet(MutableSet[T]):
    """A set that keeps the order in which elements came."""

    def __init__(self, elements: Iterable[T] = ()) -> None:
        self._map: dict[T, None] = dict.fromkeys(elements)

    def __contains__(self, element: object) -> bool:
        return element in self._map

    def __iter__(self) -> Iterator[T]:
        return iter(self._map)

    def __len__(self) -> int:
        return len(self._map)

    def add(self, element: T) -> None:
        """Add an element at the end unless it is there."""
        self._map[element] = None

    def discard(self, element: T) -> None:
        """Remove an element."""
        self._map.pop(element, None)

    def update(self, elements: Iterable[T]) -> None:
        """Add elements."""
        self._map.update(dict.fromkeys(elements))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


class LastOrderedSet(OrderedSet[T]):
    """An ordered set in which an element added again moves to the end."""

    def add(self, element: T) -> None:
        """Add an element at the end."""
        self.discard(element)
        super().add(element)


def unique(elements: Iterable[T]) -> Iterator[T]:
    """Yield each element once."""
    yield from dict.fromkeys(elements)


def groupby(
    elements: Iterable[Any], key: Callable[[Any], Any] | None = None
) -> Iterable[tuple[Any, list[Any]]]:
    """Return (key, elements) pairs; elements need not be sorted."""
    groups: dict[Any, list[Any]] = {}
    for element in elements:
        groups.setdefault(key(element) if key else element, []).append(element)
    return groups.items()
