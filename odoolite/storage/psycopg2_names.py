"""The names of psycopg2 that addons use, for our errors.

Addons and their tests catch `psycopg2.IntegrityError` and its like; where psycopg2 is
not installed, `import psycopg2` gives this.
"""
from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from . import errors as ours
from .errors import (
    CheckViolation,
    DataError,
    ForeignKeyViolation,
    IntegrityError,
    NotNullViolation,
    OperationalError,
    ProgrammingError,
    SerializationFailure,
    UniqueViolation,
)
from .statements import AsIs

Error = DatabaseError = ours.StorageError
InternalError = InterfaceError = NotSupportedError = ours.StorageError
Warning = UserWarning  # noqa: A001  psycopg2's name
__version__ = "2.9 (odoolite)"
__path__: list[str] = []


def connect(*_args: Any, **_kwargs: Any) -> Any:
    """There is no PostgreSQL."""
    raise OperationalError("odoolite keeps its databases in SQLite: no PostgreSQL here")


def _submodule(name: str, **values: Any) -> ModuleType:
    module = ModuleType(f"psycopg2.{name}")
    module.__dict__.update(values)
    sys.modules[f"psycopg2.{name}"] = module
    return module


errors = _submodule(
    "errors", UniqueViolation=UniqueViolation, NotNullViolation=NotNullViolation,
    ForeignKeyViolation=ForeignKeyViolation, CheckViolation=CheckViolation,
    SerializationFailure=SerializationFailure, LockNotAvailable=SerializationFailure,
    InFailedSqlTransaction=Error, UndefinedTable=ProgrammingError,
    UndefinedColumn=ProgrammingError, InvalidCatalogName=OperationalError,
    ReadOnlySqlTransaction=Error, RestrictViolation=ForeignKeyViolation,
    ExclusionViolation=IntegrityError, InvalidTextRepresentation=DataError,
)
errorcodes = _submodule(
    "errorcodes", UNIQUE_VIOLATION="23505", NOT_NULL_VIOLATION="23502",
    FOREIGN_KEY_VIOLATION="23503", CHECK_VIOLATION="23514", LOCK_NOT_AVAILABLE="55P03",
    SERIALIZATION_FAILURE="40001", DEADLOCK_DETECTED="40P01",
)
extensions = _submodule(
    "extensions", AsIs=AsIs, TransactionRollbackError=SerializationFailure,
    ISOLATION_LEVEL_AUTOCOMMIT=0, ISOLATION_LEVEL_READ_COMMITTED=1,
    ISOLATION_LEVEL_REPEATABLE_READ=2,
)
extras = _submodule("extras", Json=AsIs)
sql = _submodule("sql")
