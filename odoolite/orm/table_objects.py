"""Constraints and indexes that a model declares beside its fields."""
from __future__ import annotations

import re
from typing import Any


class TableObject:
    """What constraints and indexes share: a name from the attribute, a definition."""

    kind = "constraint"

    def __init__(self, definition: Any, message: Any = "") -> None:
        self.definition = definition
        self.message = message
        self.name = ""
        self.module: str | None = None      # set by the class of the definition

    def __set_name__(self, owner: Any, name: str) -> None:
        if not name.startswith("_"):
            raise AssertionError("Names of SQL objects in a model must start with '_'")
        self.name = name[1:]
        definitions = owner.__dict__.get("_table_object_definitions")
        if definitions is not None:
            definitions.append(self)

    def full_name(self, model: Any) -> str:
        """Return the name in the database."""
        return f"{model._table}_{self.name}"

    def get_definition(self, model: Any) -> str:
        """Return the SQL definition."""
        definition = self.definition
        return str(definition(model) if callable(definition) else definition)

    def get_message(self, model: Any) -> str:
        """Return the message for users."""
        message = self.message
        return str(message(model) if callable(message) else message)

    def columns(self) -> tuple[str, ...]:
        """Return the columns of a plain unique definition."""
        if callable(self.definition):
            return ()
        match = re.fullmatch(
            r"\s*(?:unique)?\s*\(([\w\s,\"]+)\)\s*(?:where\b.*)?", str(self.definition),
            re.I | re.S,
        )
        if not match:
            return ()
        return tuple(c.strip().strip('"') for c in match.group(1).split(","))


class Constraint(TableObject):
    """A CHECK or UNIQUE constraint with the message of its violation."""


class Index(TableObject):
    """An index."""

    kind = "index"

    def __init__(self, definition: Any) -> None:
        super().__init__(definition)


class UniqueIndex(TableObject):
    """A unique index with the message of its violation."""

    kind = "unique"
