"""What addons import as `odoo.sql_db`."""
from __future__ import annotations

from typing import Any

from .cursor import Cursor

BaseCursor = Cursor

__all__ = ["BaseCursor", "Cursor", "db_connect"]


def db_connect(to: str, allow_uri: bool = False, readonly: bool = False) -> Any:
    """Databases are opened by the server that keeps them."""
    raise NotImplementedError("sql_db.db_connect: use env.registry.cursor()")
