"""The selection field."""
from __future__ import annotations

from typing import Any

from .base import Field


class Selection(Field):
    """One of a list of values."""

    type = "selection"
    _column_type = ("varchar", "VARCHAR")
    wire_passthrough = True
    selection: Any = None
    _fixed_values: frozenset[Any] | None = None

    def __init__(self, selection: Any = None, string: Any = None, **kwargs: Any) -> None:
        if selection is not None:
            kwargs["selection"] = selection
        super().__init__(string, **kwargs)

    def _merge_args(self, model: Any, name: str) -> dict[str, Any]:
        attrs = super()._merge_args(model, name)
        attrs.pop("selection_add", None)
        merged = self._merged_selection(attrs.get("selection"))
        if merged is None:      # a related field has the list of the one it leads to
            attrs.pop("selection", None)
        else:
            attrs["selection"] = merged
        policies: dict[Any, Any] = {}
        for field in self._base_fields__:
            if isinstance(field._args__.get("ondelete"), dict):
                policies.update(field._args__["ondelete"])
        attrs["ondelete"] = policies or None
        attrs.setdefault("validate", True)
        return attrs

    def _merged_selection(self, last: Any) -> Any:
        values: Any = None
        for field in (*self._base_fields__, self):
            if "selection" in field._args__:
                values = field._args__["selection"]
            add = field._args__.get("selection_add")
            if add and isinstance(values, (list, tuple)):
                values = merge_selections(list(values), add)
        return last if values is None else values

    def _description_selection(self, env: Any) -> list[tuple[str, str]]:
        """Return the values with their labels."""
        if self.related_field is not None and "selection" not in self.args:
            return self.related_field._description_selection(env)  # type: ignore
        selection = self.selection
        if selection is None:
            return []
        if isinstance(selection, str):
            return list(getattr(env[self.model_name], selection)())
        if callable(selection):
            return list(selection(env[self.model_name]))
        labels = self._translated_labels(env)
        return [(value, labels.get(value) or str(label)) for value, label in selection]

    def _translated_labels(self, env: Any) -> dict[Any, str]:
        """Return the labels in the language of the context, unless it is English."""
        if not env.lang or env.lang == "en_US" or "ir.model.fields" not in env:
            return {}
        field: Any = self
        while field.related and field.related_field is not None:
            field = field.related_field
        return dict(
            env["ir.model.fields"].get_field_selection(field.model_name, field.name)
        )

    get_selection = _description_selection

    def get_values(self, env: Any) -> list[Any]:
        """Return the possible values."""
        if self.related_field is not None and "selection" not in self.args:
            return self.related_field.get_values(env)  # type: ignore
        selection = self.selection
        if isinstance(selection, str):
            selection = getattr(env[self.model_name].with_context(lang=None), selection)()
        elif callable(selection):
            selection = selection(env[self.model_name].with_context(lang=None))
        return [value for value, _label in selection or ()]

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept a value of the list; anything false unsets."""
        if not validate or record is None:
            return value or None
        if not value:
            return None
        if self.related_field is not None and not self.store:
            return value
        if self._fixed_values is None and isinstance(self.selection, (list, tuple)):
            self._fixed_values = frozenset(item[0] for item in self.selection)
        if self._fixed_values is None:
            return value        # scenario load_types: values of a method are not checked
        if isinstance(value, str) and value in self._fixed_values:
            return value
        if value in self.get_values(record.env):
            return value
        raise ValueError(f"Wrong value for {self}: {value!r}")

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the value."""
        if validate and record is not None:
            value = self.convert_to_cache(value, record)
        return value or None

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the label."""
        for item in self._description_selection(record.env):
            if item[0] == value:
                return item[1]
        return ""


def merge_selections(values: list[Any], added: list[Any]) -> list[Any]:
    """Insert the items of `selection_add`; `(value,)` only marks a place."""
    result = [tuple(item) for item in values]
    known = [item[0] for item in result]
    position = len(result)
    labels = {item[0]: item for item in added if len(item) > 1}
    pending: list[Any] = []
    for item in added:
        if item[0] in known:
            index = [r[0] for r in result].index(item[0])
            for extra in pending:
                result.insert(index, extra)
                index += 1
            pending = []
            if item[0] in labels:
                result[index] = tuple(labels[item[0]])
            position = index + 1
        else:
            if position == len(result) and not pending:
                pass
            pending.append(tuple(item))
    at = position if any(item[0] in known for item in added) else len(result)
    return result[:at] + pending + result[at:]
