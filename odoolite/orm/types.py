"""Names for type hints across the ORM."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Union

from .identifiers import NewId

IdType = Union[int, NewId]
ValuesType = dict[str, Any]
ContextType = Mapping[str, Any]
DomainType = Any
