"""Identifiers of records that are not in the database yet."""
from __future__ import annotations

from typing import Any


class NewId:
    """The id of a new record: false, and equal to those of the same origin or ref."""

    __slots__ = ("__hash", "origin", "ref")

    def __init__(self, origin: Any = None, ref: Any = None) -> None:
        self.origin = origin
        self.ref = ref
        self.__hash = hash(origin or ref or id(self))

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NewId) and (
            self is other
            or bool(self.origin and other.origin and self.origin == other.origin)
            or bool(self.ref and other.ref and self.ref == other.ref)
        )

    def __hash__(self) -> int:
        return self.__hash

    def __repr__(self) -> str:
        if self.origin:
            return f"<NewId origin={self.origin!r}>"
        if self.ref:
            return f"<NewId ref={self.ref!r}>"
        return f"<NewId 0x{id(self):x}>"

    __str__ = __repr__


def origin_ids(ids: Any) -> list[int]:
    """Return the database ids behind `ids`, leaving out new records without one."""
    return [id_ or id_.origin for id_ in ids if id_ or getattr(id_, "origin", None)]
