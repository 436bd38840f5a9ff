"""Logical column types as SQLAlchemy types."""
from __future__ import annotations

from typing import Any

from sqlalchemy import types

TYPES: dict[str, type[types.TypeEngine[Any]]] = {
    "bool": types.INTEGER,
    "int4": types.INTEGER,
    "int8": types.BIGINT,
    "float8": types.REAL,
    "numeric": types.REAL,
    "varchar": types.TEXT,
    "text": types.TEXT,
    "date": types.TEXT,
    "timestamp": types.TEXT,
    "jsonb": types.TEXT,
    "bytea": types.BLOB,
}


def to_sqlalchemy(name: str) -> types.TypeEngine[Any]:
    """Return the type of a logical name; KeyError for an unknown one."""
    return TYPES[name]()
