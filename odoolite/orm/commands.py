"""Commands that change one2many and many2many fields."""
from __future__ import annotations

import enum
from collections.abc import Collection
from typing import Any

CommandTuple = tuple[int, int, Any]


class Command(enum.IntEnum):
    """A command: a triplet `(code, id, values)`, written as Odoo writes it."""

    CREATE = 0
    UPDATE = 1
    DELETE = 2
    UNLINK = 3
    LINK = 4
    CLEAR = 5
    SET = 6

    @classmethod
    def create(cls, values: dict[str, Any]) -> CommandTuple:
        """Create a comodel record with `values` and link it."""
        return (cls.CREATE, 0, values)

    @classmethod
    def update(cls, id: int, values: dict[str, Any]) -> CommandTuple:
        """Write `values` on the linked record `id`."""
        return (cls.UPDATE, id, values)

    @classmethod
    def delete(cls, id: int) -> CommandTuple:
        """Delete the record `id` from the database."""
        return (cls.DELETE, id, 0)

    @classmethod
    def unlink(cls, id: int) -> CommandTuple:
        """Cut the link to the record `id`."""
        return (cls.UNLINK, id, 0)

    @classmethod
    def link(cls, id: int) -> CommandTuple:
        """Link the existing record `id`."""
        return (cls.LINK, id, 0)

    @classmethod
    def clear(cls) -> CommandTuple:
        """Cut all links."""
        return (cls.CLEAR, 0, 0)

    @classmethod
    def set(cls, ids: Collection[int]) -> CommandTuple:
        """Make `ids` the only linked records."""
        return (cls.SET, 0, ids)
