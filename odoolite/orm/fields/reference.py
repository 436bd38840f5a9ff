"""Reference and Many2oneReference."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .numeric import Integer
from .selection import Selection

if TYPE_CHECKING:
    from ..types import Record


class Reference(Selection):
    """A link to a record of any of several models, as `model,id`."""

    type = "reference"

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        if not attrs.get("related"):
            attrs.setdefault("selection", [])

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept a record or `model,id` of an existing model."""
        if not value:
            return None
        if hasattr(value, "_ids"):
            return f"{value._name},{value.id}" if value._ids else None
        if isinstance(value, str):
            model, id_ = value.split(",")
            if validate and isinstance(self.selection, (list, tuple)) and self.selection \
                    and model not in [item[0] for item in self.selection]:
                raise ValueError(f"Wrong value for {self}: {value!r}")
            if record is None or model in record.env.registry.models:
                return f"{model},{int(id_)}" if int(id_) else None
        raise ValueError(f"Wrong value for {self}: {value!r}")

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store `model,id`."""
        return self.convert_to_cache(value, record)

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give the record."""
        if not value:
            return None
        model, id_ = value.split(",")
        if model not in record.env.registry.models:
            return None
        return record.env[model].browse(int(id_))

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give `model,id`."""
        return f"{value._name},{value.id}" if value else False

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the display name."""
        return value.display_name if value else ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Give the display name."""
        return value.display_name if value else False


class Many2oneReference(Integer):
    """The id of a record whose model stands in another field."""

    type = "many2one_reference"

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("model_field", None)
        attrs.setdefault("aggregator", None)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept an id or a record."""
        if hasattr(value, "_ids"):
            value = value._ids[0] if value._ids else None
        return super().convert_to_cache(value, record, validate)

    def write(self, records: Record, value: Any) -> None:
        """Write the value; the lines of both records are read again."""
        env = records.env
        known = self.cache_for(env)
        ids = {value, *(known.get(id_) for id_ in records._ids)}
        super().write(records, value)
        for inverse in env.registry.field_inverses.get(self, ()):
            inverse.invalidate(env, ids)

    def column_to_wire(self, raw: Any) -> Any:
        """Unset is zero."""
        return raw or 0

