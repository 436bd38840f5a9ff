"""Default values: context, the user's defaults, the fields' own."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from ...tools.sql import SQL
from ..decorators import model
from .accessing import AccessMixin


class DefaultsMixin(AccessMixin):
    """Values of fields that nobody gave."""

    _register = False

    @model
    def default_get(self, fields: Collection[str]) -> dict[str, Any]:
        """Return default values of the given fields (context, user, field)."""
        defaults: dict[str, Any] = {}
        parents: defaultdict[str, list[str]] = defaultdict(list)
        context = self.env.context
        stored = self._user_defaults()
        given = {key[8:] for key in context if key.startswith("default_")}
        possible = {*self._default_names(stored), *self._inherited_names}
        for name in fields:
            if name not in possible:
                continue
            field = self._fields[name]
            if name in given:
                value = defaults[name] = context[f"default_{name}"]
                if field.type == "selection" and value not in field.get_values(self.env):
                    defaults[name] = False
                continue
            if not field.company_dependent and name in stored:
                defaults[name] = stored[name]
                continue
            if field.default is not None:
                defaults[name] = field.default(self)
                continue
            if field.company_dependent and name in stored:
                continue
            if field.inherited:
                parents[field.related_field.model_name].append(field.related_field.name)
        defaults = self._convert_to_write(defaults)
        for parent, names in parents.items():
            defaults.update(self.env[parent].default_get(names))
        return defaults

    def _convert_to_write(self, values: Mapping[str, Any]) -> dict[str, Any]:
        fields = self._fields
        result = {}
        for name, value in values.items():
            field = fields.get(name)
            if field is not None:
                result[name] = field.convert_to_write(
                    field.convert_to_record(
                        field.convert_to_cache(value, self, validate=False), self
                    ), self,
                ) if not isinstance(value, list) else value
        return result

    def _add_missing_default_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values completed with defaults."""
        given = set(values)
        avoid: set[str] = set()
        for parent, link in self._inherits.items():
            if link in given and values[link]:
                avoid.update(
                    n for n, f in self._fields.items()
                    if f.inherited and f.related_field.model_name == parent
                )
        # an override may have values for any field
        plain = getattr(type(self), "default_get", None) is DefaultsMixin.default_get
        names = dict.fromkeys(self._default_names(self._user_defaults())) if plain \
            else self._fields
        missing = [n for n in names if n not in given and n not in avoid]
        if not missing:
            return dict(values)
        defaults = self.default_get(missing)
        for name, value in defaults.items():
            field = self._fields[name]
            if field.type in ("many2many", "one2many") and value \
                    and isinstance(value, (list, tuple)) and isinstance(value[0], int):
                defaults[name] = [(6, 0, list(value))]
        defaults.update(values)
        return defaults

    def _user_defaults(self) -> dict[str, Any]:
        """Return the defaults that users stored for the fields."""
        if "ir.default" not in self.env.registry.models:
            return {}
        return self.env["ir.default"]._get_model_defaults(self._name)  # type: ignore

    def _default_names(self, stored: Collection[str]) -> list[str]:
        """Return the fields that may have a default now: own, stored, in the context."""
        extra = [
            key[8:] for key in self.env.context if key.startswith("default_")
            and key[8:] in self._fields
        ]
        known = [name for name in stored if name in self._fields]
        return [*self._names_with_default, *extra, *known]

    def _init_column(self, column_name: str) -> None:
        """Fill a new column of rows that are there with the field's default (hook)."""
        field = self._fields[column_name]
        if field.default is None:
            return
        value = field.convert_to_record(
            field.convert_to_cache(field.default(self), self, validate=False), self
        )
        column = field.convert_to_column_insert(field.convert_to_write(value, self), self)
        if column is not None:
            name = SQL.identifier(column_name)
            self.env.cr.execute(SQL(
                "UPDATE %s SET %s = %s WHERE %s IS NULL",
                self._table_sql, name, column, name,
            ))
