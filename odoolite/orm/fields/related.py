"""Related fields: those at the end of a path of relations."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .setup import FieldSetup

if TYPE_CHECKING:
    from ..environments import Environment
    from ..types import Record


# attributes that a related field has of the field that it leads to
HANDED_ON = (
    "string", "help", "groups", "aggregator", "comodel_name", "domain", "context",
    "size", "digits", "currency_field", "translate", "sanitize",
    "sanitize_tags", "sanitize_attributes", "sanitize_style", "strip_style",
    "strip_classes", "attachment", "max_width", "max_height", "definition",
    "definition_record", "model_field",
)


class FieldRelation(FieldSetup):
    """The path followed at setup, and to compute, write and search the field."""

    def setup_related(self, model: Record) -> None:
        """Follow the related path, take over attributes of its last field."""
        registry = model.env.registry
        names = self.related.split(".")
        model_name = self.model_name
        field: Any = None
        keys: dict[str, None] = {}
        for name in names:
            try:
                field = registry.models[model_name]._fields[name]
            except KeyError:
                raise KeyError(
                    f"Field {name} referenced in related field definition {self} "
                    f"does not exist."
                ) from None
            field.setup(model.env[model_name])
            keys.update(dict.fromkeys(field.context_keys))
            model_name = field.comodel_name or model_name
        self.related_field = field
        self._path_keys = tuple(keys)
        if self.type != field.type:
            raise TypeError(f"Type of related field {self} is inconsistent with {field}")
        self.compute = self._compute_related
        if self.inherited or not (self.readonly or field.readonly):
            self.inverse = self._inverse_related
        if not self.store and (field.store or field.search or field.related):
            self.search = self._search_related
        for attr, value in field.related_attrs().items():
            if attr not in self.args and not getattr(self, attr, None):
                setattr(self, attr, value)
        if self.inherited:
            for attr in ("required", "groups", "default_export_compatible", "size"):
                if attr not in self.args and getattr(field, attr, None):
                    setattr(self, attr, getattr(field, attr))
        self.prefetch = self.args.get("prefetch", bool(self.store))
        self._depends = None

    def related_attrs(self) -> dict[str, Any]:
        """Return the attributes that a related field takes over."""
        known = vars(self)
        return {
            name: known[name] for name in HANDED_ON
            if name in known and known[name] not in (None, {}, [])
            and not (name == "groups" and self.inherited)
        }

    def _related_context_keys(self, model: Record) -> Iterable[str]:
        return self._path_keys

    def _compute_related(self, records: Record) -> None:
        values = list(records)
        *path, last = self.related.split(".")
        for name in path:
            values = [next(iter(value[name]), value[name]) for value in values]
        field = self.related_field
        for record, value in zip(records, values, strict=True):
            record[self.name] = self._process_related(value[last], record.env)
        _ = field

    def _process_related(self, value: Any, env: Environment) -> Any:
        return value

    def _inverse_related(self, records: Record) -> None:
        *path, last = self.related.split(".")
        for record in records:
            target = record.sudo() if self.related_sudo and not self.inherited else record
            for name in path:
                target = target[name][:1]
            if target:
                target[last] = record[self.name]

    def _search_related(self, records: Record, operator: str, value: Any) -> Any:
        """Search through the path (falsy values also where the path is empty)."""
        from ..domains import Domain
        *path, last = self.related.split(".")
        operator_any = "any!" if self.compute_sudo else "any"
        domain = Domain(last, operator, value)
        model = records.env.registry.models[self.model_name]
        fields = []
        for name in path:
            field = model._fields[name]
            fields.append(field)
            model = records.env.registry.models[field.comodel_name]
        can_be_null = _matches_false(operator, value)
        for field in reversed(fields):
            domain = Domain(field.name, operator_any, domain)
            if can_be_null and not field.required:
                domain |= Domain(field.name, "=", False)
        return domain


def _matches_false(operator: str, value: Any) -> bool:
    """Tell whether a condition holds for an unset value."""
    if isinstance(value, (list, tuple, set, frozenset)) or (
        hasattr(value, "__iter__") and not isinstance(value, str)
        and not hasattr(value, "iter_conditions")
    ):
        unset = any(item is False or item is None for item in value)
    else:
        unset = value is False or value is None
    negative = operator == "!=" or operator.startswith("not ")
    return unset != negative
