"""What PostgreSQL refuses, in our words."""
from __future__ import annotations

import psycopg

from . import errors

RACES = ("40001", "40P01", "55P03")
NOT_NULL, FOREIGN_KEY, UNIQUE, CHECK = "23502", "23503", "23505", "23514"


def translate_error(error: psycopg.Error) -> errors.StorageError:
    """Return our error for the driver's."""
    state, text = error.sqlstate or "", str(error)
    diag = error.diag
    table = diag.table_name
    if state in RACES:
        return errors.SerializationFailure(text)
    if state == NOT_NULL:
        return errors.NotNullViolation(text, table or "", diag.column_name or "")
    if state == UNIQUE:
        return errors.UniqueViolation(text, table, None, diag.constraint_name)
    if state == CHECK:
        return errors.CheckViolation(text, diag.constraint_name or "")
    if state == FOREIGN_KEY:
        return errors.ForeignKeyViolation(text, table)
    if state.startswith("23"):
        return errors.IntegrityError(text, table)
    if state == "22P02":
        return errors.InvalidTextRepresentation(text)
    if state == "22003":
        return errors.NumericValueOutOfRange(text)
    if state.startswith("22"):
        return errors.DataError(text)
    if state.startswith("42"):
        return errors.ProgrammingError(text)
    return errors.OperationalError(text)
