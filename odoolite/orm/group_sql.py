"""Group keys and aggregates as SQL, each with the reader of its result."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tools.date_periods import valid_zone
from ..tools.sql import SQL
from .fields.temporal import STEPS

if TYPE_CHECKING:
    from .query import Query

SPEC = re.compile(r"^(\w+)(?:\.([\w.]+))?(?::(\w+))?$")
SIMPLE = {
    "sum": "SUM(%s)", "avg": "AVG(%s)", "min": "MIN(%s)", "max": "MAX(%s)",
    "count": "COUNT(%s)", "count_distinct": "COUNT(DISTINCT %s)",
}
AGGREGATES = frozenset([
    *SIMPLE, "bool_and", "bool_or", "array_agg", "array_agg_distinct", "recordset",
])
NUMBERS = frozenset(["integer", "float", "monetary", "many2one_reference"])
# logical column types of properties
COLUMNS = {"integer": "int4", "float": "float8", "boolean": "bool", "many2one": "int4",
           "date": "date", "datetime": "timestamp"}
PART = re.compile(r"^(\w+_number|day_of_\w+)$")
COMPARISONS = {
    "=": "=", "!=": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "in": "IN",
    "not in": "NOT IN",
}
Reader = Callable[[Any], Any]


class Spec(NamedTuple):
    """A parsed `field.path:granularity` or `field:aggregate`."""

    name: str
    path: str | None
    suffix: str | None


class Term(NamedTuple):
    """SQL of a group key or aggregate, and what makes a value of its result."""

    sql: SQL
    read: Reader


def parse_spec(spec: str) -> Spec:
    """Return the parts of a specification; ValueError when it is malformed."""
    match = SPEC.match(spec) if isinstance(spec, str) else None
    if match is None:
        raise ValueError(f"Invalid aggregate/groupby specification {spec!r}.")
    return Spec(*match.groups())


def is_part(granularity: str | None) -> bool:
    """Tell whether a granularity gives a number instead of a period."""
    return bool(granularity and PART.match(granularity))


class Grouper:
    """Turns the specifications of one grouped query of a model into SQL."""

    def __init__(self, model: Any, query: Query) -> None:
        self.model = model
        self.query = query
        self.dialect = model.env.cr.dialect
        self.found: Term | None = None      # the key that a model was last told

    # ---- keys
    def key(self, spec: str) -> Term:
        """Return the group key of a specification; an override may give its SQL."""
        model = self.model
        if not model._overrides_group_keys:
            return self.plain_key(spec)
        self.found = None
        self.query.grouper = self
        try:
            sql = model._read_group_groupby(self.query.table, spec, self.query)
        finally:
            self.query.grouper = None
        read = self.found.read if self.found is not None else _or_false
        return Term(sql, read)

    def plain_key(self, spec: str) -> Term:
        """Return the group key of a specification, as fields say."""
        name, path, granularity = parse_spec(spec)
        return self._key(self.model, self.query.table, name, path, granularity, spec)

    def _key(
        self, model: Any, alias: str, name: str, path: str | None,
        granularity: str | None, spec: str,
    ) -> Term:
        field = model._fields.get(name)
        if field is None:
            raise ValueError(f"Invalid field {name!r} on model {model._name!r}")
        if field.store or field.inherited:      # others cannot be grouped, by nobody
            model._check_field_access(field, "read")
        if path and field.type == "properties":
            return self._property_key(model, alias, field, path, granularity, spec)
        if path:
            if field.type != "many2one":
                raise ValueError(
                    f"Only many2one path is accepted for the {spec!r} groupby spec"
                )
            joined = self._join_comodel(model, alias, field)
            first, _dot, rest = path.partition(".")
            comodel = model.env[field.comodel_name]
            return self._key(comodel, joined, first, rest or None, granularity, spec)
        if field.type == "many2many" and field.store and field.relation:
            return self._many2many_key(model, alias, field)
        column = model._field_to_sql(alias, name, self.query)
        if field.type in ("date", "datetime"):
            return self._date_key(field.type, column, granularity, spec)
        if granularity:
            raise ValueError(
                f"Granularity set on a no-datetime field or property: {spec!r}"
            )
        if field.type == "binary":
            raise ValueError(f"Cannot group by the binary field {field}")
        if field.type == "boolean":
            return Term(SQL("COALESCE(%s, FALSE)", column), bool)
        if field.type == "many2one" or name == "id":
            comodel = model.env[field.comodel_name if name != "id" else model._name]
            return Term(column, lambda raw: comodel.browse(raw or ()))
        return Term(column, _or_false)

    def _join_comodel(self, model: Any, alias: str, field: Any) -> str:
        """LEFT JOIN the records of a many2one that the user may read."""
        comodel = model.env[field.comodel_name]
        column = model._field_to_sql(alias, field.name, self.query)
        joined = self.query.make_alias(alias, f"{field.name}__grouped")
        found = comodel.with_context(active_test=False)._search([])
        table = SQL.identifier(comodel._table)
        if found.where_clause:
            table = found.subselect(SQL("*"))
        self.query.add_join("LEFT JOIN", joined, table, SQL(
            "%s = %s", column, SQL.identifier(joined, "id")
        ))
        return joined

    def _many2many_key(self, model: Any, alias: str, field: Any) -> Term:
        """A record is in the group of each record that it is linked to."""
        comodel = model.env[field.comodel_name]
        joined = self.query.make_alias(alias, field.name)
        condition = SQL(
            "%s = %s", SQL.identifier(alias, "id"), SQL.identifier(joined, field.column1)
        )
        linked = SQL.identifier(joined, field.column2)
        found = comodel.with_context(**field.context)._search(field.get_domain(model))
        if found.where_clause:
            condition = SQL("%s AND %s IN %s", condition, linked, found.subselect())
        self.query.add_join(
            "LEFT JOIN", joined, SQL.identifier(field.relation), condition
        )
        return Term(linked, lambda raw: comodel.browse(raw or ()))

    def _date_key(
        self, kind: str, column: SQL, granularity: str | None, spec: str
    ) -> Term:
        if not granularity:
            raise ValueError(f"Granularity not set on a date(time) field: {spec!r}")
        zone = self.zone if kind == "datetime" else None
        if is_part(granularity):
            return Term(self.dialect.date_part(granularity, column, zone), _or_false)
        if granularity not in STEPS:
            raise ValueError(f"Granularity specification isn't correct: {granularity!r}")
        sql = self.dialect.date_trunc(
            granularity, column, zone, kind == "datetime", week_start(self.model.env)
        )
        parse: Reader = datetime.fromisoformat if kind == "datetime" \
            else date.fromisoformat
        return Term(sql, lambda raw: parse(raw) if raw else False)

    @property
    def zone(self) -> str | None:
        """The time zone of the context, if there is such a one."""
        return valid_zone(self.model.env.context.get("tz"))

    def _property_key(
        self, model: Any, alias: str, field: Any, name: str, granularity: str | None,
        spec: str,
    ) -> Term:
        """Group by a property of the records' parents' definition."""
        definition = model.get_property_definition(f"{field.name}.{name}")
        kind = definition.get("type")
        column = SQL.identifier(alias, field.name)
        if kind in ("tags", "many2many"):
            joined = self.query.make_alias(alias, f"{field.name}__{name}")
            self.query.add_join(
                "LEFT JOIN", joined, self.dialect.json_rows(column, name), SQL("TRUE")
            )
            value = SQL.identifier(joined, "value")
        else:
            value = self.dialect.json_get(column, name, COLUMNS.get(kind))
        if kind in ("date", "datetime"):
            return self._date_key(kind, value, granularity, spec)
        if kind in ("many2one", "many2many"):
            comodel = model.env[definition["comodel"]]
            return Term(value, lambda raw: comodel.browse(raw or ()).exists())
        if kind == "boolean":
            return Term(SQL("COALESCE(%s, FALSE)", value), bool)
        return Term(value, _or_false)

    # ---- aggregates
    def aggregate(self, spec: str) -> Term:
        """Return the aggregate of a specification."""
        if spec == "__count":
            return Term(SQL("COUNT(*)"), int)
        name, path, function = parse_spec(spec)
        field = self.model._fields.get(name)
        if field is None or path:
            raise ValueError(
                f"Invalid field {name!r} on model {self.model._name!r} for {spec!r}."
            )
        if not function:
            raise ValueError(f"Aggregate method is mandatory for {name!r}")
        if function not in AGGREGATES:
            raise ValueError(f"Invalid aggregate method {function!r} for {spec!r}.")
        self.model._check_field_access(field, "read")
        column = self.model._field_to_sql(self.query.table, name, self.query)
        if function in ("recordset", "array_agg", "array_agg_distinct"):
            return self._list_aggregate(field, column, function)
        if function in ("bool_and", "bool_or"):
            return Term(getattr(self.dialect, function)(column), bool)
        if function in ("sum", "avg") and field.type not in NUMBERS and name != "id" \
                or function in ("min", "max") and field.type == "boolean":
            raise ValueError(
                f"function {function}({field.column_type[0]}) does not exist"
            )
        read: Reader = int if function in ("count", "count_distinct") else _or_false
        if field.type in ("date", "datetime") and read is _or_false:
            convert = field.column_to_cache
            read = _or_false if function == "avg" else \
                lambda raw: convert(raw) if raw else False
        return Term(SQL(SIMPLE[function], column), read)

    def _list_aggregate(self, field: Any, column: SQL, function: str) -> Term:
        distinct = function != "array_agg"
        sql = self.dialect.array_agg(column, distinct)
        if function != "recordset":
            return Term(sql, lambda raw: json.loads(raw or "[]"))
        if field.type != "many2one" and field.name != "id":
            raise ValueError(
                f"Aggregate method 'recordset' can be only used on relational field "
                f"(or id) (for '{field.name}:recordset')."
            )
        comodel = self.model.env[field.comodel_name or self.model._name]
        return Term(sql, lambda raw: comodel.browse(
            dict.fromkeys(i for i in json.loads(raw or "[]") if i)
        ))

    # ---- having
    def having(self, having: Sequence[Any], aggregates: dict[str, Term]) -> SQL | None:
        """Return the HAVING of a domain in Polish notation over aggregates."""
        stack: list[SQL] = []
        for item in reversed(list(having)):
            if item == "!":
                stack.append(SQL("(NOT %s)", stack.pop()))
            elif item in ("&", "|"):
                word = "AND" if item == "&" else "OR"
                stack.append(SQL(f"(%s {word} %s)", stack.pop(), stack.pop()))
            elif isinstance(item, (list, tuple)) and len(item) == 3:
                spec, operator, value = item
                if operator not in COMPARISONS:
                    raise ValueError(f"Invalid having clause {item!r}: supported "
                                     f"comparators are {tuple(COMPARISONS)}")
                term = (aggregates.get(spec) or self.aggregate(spec)).sql
                if operator in ("in", "not in"):
                    known = self.dialect.in_list(term, list(value))
                    stack.append(known if operator == "in" else SQL("NOT (%s)", known))
                else:
                    stack.append(SQL(f"%s {COMPARISONS[operator]} %s", term, value))
            else:
                raise ValueError(f"Invalid having clause {item!r}: it should be a "
                                 "domain-like clause")
        return SQL(" AND ").join(reversed(stack)) if stack else None


def _or_false(raw: Any) -> Any:
    return False if raw is None else raw


def week_start(env: Any) -> int:
    """Return the first day of the week in the language of the context, 1 is Monday."""
    if "res.lang" not in env:
        return 7
    return int(env["res.lang"]._get_data(code=env.lang or "en_US").week_start or 7)
