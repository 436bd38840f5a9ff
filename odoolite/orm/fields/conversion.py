"""Values in their forms: of records, of the cache, of columns, of clients."""
from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .definition import FieldDefinition


class FieldConversion(FieldDefinition):
    """Conversions between the forms; what most kinds of fields do."""

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Convert a Python value to what its column stores."""
        if value is None or value is False:
            return None
        return value

    def convert_to_column_insert(self, value: Any, record: Any) -> Any:
        """Convert a written value to what a new row stores."""
        if self.company_dependent:
            value = self.convert_to_column(
                self.convert_to_cache(value, record), record, validate=False
            )
            if value is None:
                return None
            return json.dumps({str(record.env.company.id): value}, ensure_ascii=False)
        value = self.convert_to_column(value, record)
        if self.translate and value is not None:
            lang = record.env.lang or "en_US"
            return json.dumps({"en_US": value, lang: value}, ensure_ascii=False)
        return value

    def update_expression(self, records: Any) -> tuple[str, Callable[[Any], list[Any]]]:
        """Return the SQL of the new column value and a function id -> its parameters."""
        if not (self.translate or self.company_dependent):
            cache = self.cache_for(records.env)
            to_column = self.column_value
            return "%s", lambda id_: [to_column(cache[id_])]
        changes = records.env.transaction.dirty_langs.pop(self, {})

        def parameters(id_: Any) -> list[Any]:
            values = {
                str(key): self.column_value(value)
                for key, value in changes.get(id_, {}).items()
            }
            if self.translate:
                empty = all(value is None for value in values.values())
                start = {"en_US": next(
                    (v for v in values.values() if v is not None), None
                )}
            else:
                empty, start = False, {}
            return [empty, json.dumps(start, ensure_ascii=False),
                    json.dumps(values, ensure_ascii=False)]
        merged = records.env.cr.dialect.json_merged(self.name)
        return f"CASE WHEN %s THEN NULL ELSE {merged} END", parameters

    def column_value(self, cache_value: Any) -> Any:
        """Convert a cache value to what its column stores."""
        return self.convert_to_column(cache_value, None, validate=False)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Convert a value to the cache's form; ValueError when it is not acceptable."""
        return value

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Convert a cache value to what `record.field` gives."""
        return False if value is None else value

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Convert a record value to what `read()` answers."""
        return False if value is None else value

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Convert a record value to what `write()` takes."""
        cache_value = self.convert_to_cache(value, record)
        return self.convert_to_read(
            self.convert_to_record(cache_value, record), record, use_display_name=False
        )

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Convert a record value for export."""
        return value or ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Convert a record value to a display name."""
        return str(value) if value else False

    def convert_to_onchange(self, value: Any, record: Any, names: Any = None) -> Any:
        """Convert a record value for the answer of `onchange()`."""
        return self.convert_to_read(value, record)

    def column_to_cache(self, raw: Any) -> Any:
        """Convert a column's raw value to the cache's form."""
        return raw

    def column_to_wire(self, raw: Any) -> Any:
        """Convert a column's raw value to what `read()` answers."""
        return False if raw is None else raw
