"""Names for type hints across the ORM."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from .identifiers import NewId

# Model classes are made at run time: nothing is known of them before.
Record: TypeAlias = Any

IdType: TypeAlias = "int | NewId"
ValuesType = dict[str, Any]
ContextType = Mapping[str, Any]
DomainType = Any
