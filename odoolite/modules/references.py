"""References of rows that a data file made: PostgreSQL would refuse wrong ones at once."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from ..storage.errors import ForeignKeyViolation
from .manifest import is_builtin
from .xml_data import ParseError


def check_references(env: Any, module: str, path: Path) -> None:
    """Raise ParseError, which names the file, for a row that refers to nothing."""
    if is_builtin(module):
        return
    env.flush_all()
    try:
        env.cr.check_references()
    except ForeignKeyViolation as error:
        problem = ParseError(f"while parsing {path}:1\n{error}")
        problem.file, problem.line = str(path), 1
        problem.where = str(error.table or "").replace("_", ".")
        raise problem from error
