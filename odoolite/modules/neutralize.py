"""Making a copy of a database harmless: the `data/neutralize.sql` of its modules."""
from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from .loading import installed_modules
from .manifest import addon_path

_logger = logging.getLogger("odoo.modules.neutralize")


def get_installed_modules(cursor: Any) -> list[str]:
    """Return the names of the installed modules."""
    return installed_modules(cursor)


def get_neutralization_queries(modules: Iterable[str]) -> Iterator[str]:
    """Yield the SQL that modules run in a copy."""
    for module in modules:
        folder = addon_path(module)
        path = folder / "data" / "neutralize.sql" if folder else None
        if path is not None and path.is_file():
            yield path.read_text(encoding="utf-8").strip()


def neutralize_database(cursor: Any) -> None:
    """Run the SQL of all installed modules."""
    for script in get_neutralization_queries(installed_modules(cursor)):
        cursor.executescript(script)
    _logger.info("Neutralization finished")
