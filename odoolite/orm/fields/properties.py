"""Properties: fields that a parent record defines for its children."""
from __future__ import annotations

import copy
import json
from typing import Any

from .base import Field


class Properties(Field):
    """Values of the fields that `definition` (a path to a definition) declares."""

    type = "properties"
    _column_type = ("jsonb", "jsonb")

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("copy", True)
        attrs.setdefault("prefetch", False)
        attrs.setdefault("write_sequence", 10)
        definition = attrs.get("definition")
        record, _dot, field = (definition or "").partition(".")
        attrs["definition_record"] = record or None
        attrs["definition_record_field"] = field or None

    def _definition(self, record: Any) -> list[dict[str, Any]]:
        if not self.definition_record or len(record) != 1:
            return []
        parent = record.sudo()[self.definition_record]
        return (parent[self.definition_record_field] or []) if parent else []

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store name -> value as JSON."""
        value = self.convert_to_cache(value, record, validate)
        return json.dumps(value, ensure_ascii=False) if value is not None else None

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept a dict, or a list of definitions with values."""
        if not value:
            return None
        if isinstance(value, str):
            value = json.loads(value)
        if isinstance(value, list):
            return {item["name"]: item.get("value") for item in value}
        return copy.deepcopy(dict(value))

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give name -> value."""
        return copy.deepcopy(value) if value else {}

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give the definitions with their values."""
        result = []
        for item in self._definition(record):
            item = dict(item)
            item["value"] = (value or {}).get(item["name"], item.get("default") or False)
            result.append(item)
        return result

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give name -> value."""
        return dict(value or {})

    def column_to_cache(self, raw: Any) -> Any:
        """Parse the JSON."""
        return json.loads(raw) if raw else None


class PropertiesDefinition(Field):
    """The definitions of the properties of child records."""

    type = "properties_definition"
    _column_type = ("jsonb", "jsonb")

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("copy", True)
        attrs.setdefault("readonly", False)

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store JSON."""
        value = self.convert_to_cache(value, record, validate)
        return json.dumps(value, ensure_ascii=False) if value else None

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept a list of definitions; each needs a name and a type."""
        if not value:
            return None
        if isinstance(value, str):
            value = json.loads(value)
        if validate:
            for item in value:
                if not item.get("name") or not item.get("type"):
                    raise ValueError(f"Missing name or type in definition {item!r}")
        return copy.deepcopy(list(value))

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give a copy."""
        return copy.deepcopy(value) if value else []

    def column_to_cache(self, raw: Any) -> Any:
        """Parse the JSON."""
        return json.loads(raw) if raw else None

    def column_to_wire(self, raw: Any) -> Any:
        """Parse the JSON."""
        return json.loads(raw) if raw else []
