"""What a database refuses, in our words; the only place that knows the driver's."""
from __future__ import annotations

import re
import sqlite3


class StorageError(Exception):
    """Base of what this room raises."""


class OperationalError(StorageError):
    """The database cannot do what was asked now."""


class SerializationFailure(OperationalError):
    """Another transaction was first; the caller may try again."""


class ProgrammingError(StorageError):
    """The statement makes no sense."""


class DataError(StorageError):
    """A value that a column cannot hold."""


class InvalidTextRepresentation(DataError):
    """A text that is none of the column's type."""


class NumericValueOutOfRange(DataError):
    """A number that the column has no room for."""


class IntegrityError(StorageError):
    """A constraint was violated."""

    def __init__(self, message: str, table: str | None = None) -> None:
        super().__init__(message)
        self.table = table


class NotNullViolation(IntegrityError):
    """A required column was left empty."""

    def __init__(self, message: str, table: str, column: str) -> None:
        super().__init__(message, table)
        self.column = column


class UniqueViolation(IntegrityError):
    """A unique constraint or index was violated."""

    def __init__(
        self, message: str, table: str | None, columns: tuple[str, ...] | None,
        constraint: str | None,
    ) -> None:
        super().__init__(message, table)
        self.columns = columns
        self.constraint = constraint


class CheckViolation(IntegrityError):
    """A CHECK constraint was violated."""

    def __init__(self, message: str, constraint: str) -> None:
        super().__init__(message)
        self.constraint = constraint


class ForeignKeyViolation(IntegrityError):
    """A reference points nowhere, or a referenced row was to be deleted.

    `table` and `column` hold on to the row, as far as they are known.
    """

    def __init__(
        self, message: str, table: str | None = None, column: str | None = None
    ) -> None:
        super().__init__(message)
        self.table = table
        self.column = column


for _cls in (OperationalError, ProgrammingError, DataError, IntegrityError):
    _cls.__module__ = "psycopg2"        # tracebacks name them as Odoo's do
for _cls in (InvalidTextRepresentation, NumericValueOutOfRange):
    _cls.__module__ = "psycopg2.errors"

NOT_NULL = re.compile(r"NOT NULL constraint failed: (\w+)\.(\w+)")
UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
CHECK = re.compile(r"CHECK constraint failed: (\w+)")
BUSY = (5, 261, 517, 6, 262)      # SQLITE_BUSY, _RECOVERY, _SNAPSHOT, SQLITE_LOCKED …


def translate_error(error: sqlite3.Error | OverflowError) -> StorageError:
    """Return our error for the driver's."""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        return _translate_integrity(text)
    if isinstance(error, OverflowError):
        return NumericValueOutOfRange("integer out of range")
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, sqlite3.DataError):
        return DataError(text)
    if code in BUSY or "locked" in text:
        return SerializationFailure(
            "could not serialize access due to concurrent update"
        )
    if isinstance(error, sqlite3.OperationalError):
        if "no such" in text or "syntax" in text:
            return ProgrammingError(text)
        return OperationalError(text)
    if isinstance(error, sqlite3.ProgrammingError):
        return ProgrammingError(text)
    return StorageError(text)


def _translate_integrity(text: str) -> StorageError:
    if match := NOT_NULL.search(text):
        return NotNullViolation(text, match.group(1), match.group(2))
    if match := UNIQUE.search(text):
        what = match.group(1)
        if what.startswith("index "):
            return UniqueViolation(text, None, None, what[6:].strip("'"))
        pairs = [part.strip().split(".") for part in what.split(",")]
        return UniqueViolation(text, pairs[0][0], tuple(p[-1] for p in pairs), None)
    if match := CHECK.search(text):
        return CheckViolation(text, match.group(1))
    if "FOREIGN KEY" in text:
        return ForeignKeyViolation(text)
    if "datatype mismatch" in text:
        return DataError(text)
    return IntegrityError(text)
