"""What the cache holds of one record, as a mapping of field names."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class RecordCache(Mapping[str, Any]):
    """The cached values of a record, in the cache's form; nothing is fetched."""

    __slots__ = ("_record",)

    def __init__(self, record: Any) -> None:
        record.ensure_one()
        self._record = record

    def __contains__(self, name: object) -> bool:
        field = self._record._fields.get(name)
        return field is not None and \
            self._record._ids[0] in field.cache_for(self._record.env)

    def __getitem__(self, name: str) -> Any:
        field = self._record._fields[name]
        return field.cache_for(self._record.env)[self._record._ids[0]]

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._record._fields if name != "id" and name in self)

    def __len__(self) -> int:
        return sum(1 for _name in self)
