"""What differs between the series of Odoo at the wire: facts in `data/series/`."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..config import ConfigError
from ..tools.file_paths import data_folder


@dataclass(frozen=True)
class Series:
    """Versions, addresses and deprecations of one series; names of fields by model.

    `renamed` leads from the series' names of fields to those of 19.0.
    """

    server_version: str
    server_version_info: list[Any]
    server_serie: str
    endpoints: dict[str, bool] = field(default_factory=dict)
    deprecated: dict[str, str] = field(default_factory=dict)
    install: list[str] = field(default_factory=list)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)

    def has(self, endpoint: str) -> bool:
        """Tell whether the series answers at an address."""
        return self.endpoints.get(endpoint, True)


def known_series() -> list[str]:
    """Return the names of the series, sorted."""
    return sorted(path.stem for path in (data_folder() / "series").glob("*.json"))


@cache
def load_series(name: str) -> Series:
    """Return the facts of a series; ConfigError for an unknown one."""
    names = known_series()
    if name not in names:
        raise ConfigError("odoo_version", name, f"is none of {', '.join(names)}")
    path = data_folder() / "series" / f"{name}.json"
    return Series(**json.loads(path.read_text(encoding="utf-8")))
