"""Fourth rung: groups of records with aggregates, computed by SQL."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from ...exceptions import UserError
from ...tools.sql import SQL
from ..decorators import model
from ..domains import Domain
from ..fields.temporal import STEPS
from .search import SearchMixin

AGGREGATES = {
    "sum": "SUM(%s)", "avg": "AVG(%s)", "min": "MIN(%s)", "max": "MAX(%s)",
    "count": "COUNT(%s)", "count_distinct": "COUNT(DISTINCT %s)",
}
LABELS = {
    "hour": "%H:00 %d %b", "day": "%d %b %Y", "month": "%B %Y", "year": "%Y",
}


class GroupingMixin(SearchMixin):
    """Records counted and summed."""

    _register = False

    @model
    def _read_group(
        self, domain: Any, groupby: Sequence[str] = (), aggregates: Sequence[str] = (),
        having: Any = (), offset: int = 0, limit: int | None = None,
        order: str | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return a tuple a group: its keys, then its aggregates; records as recordsets."""
        self.browse().check_access("read")
        query = self._search(domain)
        query.order = None
        keys = [self._group_key(query, spec) for spec in groupby]
        values = [self._aggregate(query, spec) for spec in aggregates]
        if keys:
            query.groupby = SQL(", ").join(key for key, _read in keys)
            query.order = self._group_order(query, groupby, order, keys, aggregates, values)
        if having:
            raise NotImplementedError(f"{self._name}._read_group with having")
        query.limit, query.offset = limit or None, offset or None
        self.env.cr.execute(query.select(
            *(key for key, _read in keys), *(value for value, _read in values)
        ))
        readers = [read for _sql, read in (*keys, *values)]
        return [
            tuple(read(raw) for read, raw in zip(readers, row, strict=True))
            for row in self.env.cr.fetchall()
        ]

    def _group_order(
        self, query: Any, groupby: Sequence[str], order: str | None, keys: list[Any],
        aggregates: Sequence[str], values: list[Any],
    ) -> SQL | None:
        known = {spec: key for spec, (key, _read) in zip(groupby, keys, strict=True)}
        known.update({
            spec: value for spec, (value, _read) in zip(aggregates, values, strict=True)
        })
        terms: list[SQL] = []
        for part in (order or ", ".join(groupby)).split(","):
            words = part.strip().split()
            if not words or words[0] not in known:
                raise ValueError(f"Order term {part.strip()!r} is not valid")
            direction = "DESC" if "desc" in [w.lower() for w in words[1:]] else "ASC"
            field = self._fields.get(words[0])
            if field is not None and field.type == "many2one" and words[0] in groupby:
                extra = self._order_terms(query.table, words[0], direction, None, query)
                terms.extend(extra)
            else:
                nulls = "NULLS FIRST" if direction == "DESC" else "NULLS LAST"
                terms.append(SQL(f"%s {direction} {nulls}", known[words[0]]))
        return SQL(", ").join(terms) if terms else None

    def _group_key(self, query: Any, spec: str) -> tuple[SQL, Any]:
        name, _colon, granularity = spec.partition(":")
        field = self._fields.get(name)
        if field is None:
            raise ValueError(f"Invalid field {name!r} on model {self._name!r}")
        if field.type == "many2many":
            alias = query.make_alias(query.table, name)
            query.add_join("LEFT JOIN", alias, SQL.identifier(field.relation), SQL(
                "%s = %s", SQL.identifier(query.table, "id"),
                SQL.identifier(alias, field.column1),
            ))
            column = SQL.identifier(alias, field.column2)
            return column, lambda raw: self.env[field.comodel_name].browse(raw)
        column = self._field_to_sql(query.table, name, query)
        if field.type in ("date", "datetime"):
            return self._date_key(field, column, granularity or "month")
        if field.type == "many2one":
            return column, lambda raw: self.env[field.comodel_name].browse(raw)
        if field.type == "boolean":
            return SQL("COALESCE(%s, 0)", column), bool
        return column, lambda raw: False if raw is None else raw

    def _date_key(self, field: Any, column: SQL, granularity: str) -> tuple[SQL, Any]:
        dialect = self.env.cr.dialect
        zone = self.env.context.get("tz") if field.type == "datetime" else None
        if granularity.endswith("_number") or granularity.startswith("day_of"):
            return dialect.date_part(granularity, column, zone), lambda raw: (
                False if raw is None else raw
            )
        if granularity not in STEPS:
            raise ValueError(f"Granularity specification isn't correct: {granularity!r}")
        sql = dialect.date_trunc(
            granularity, column, zone, field.type == "datetime", self._week_start()
        )
        parse = datetime.fromisoformat if field.type == "datetime" else date.fromisoformat
        return sql, lambda raw: parse(raw) if raw else False

    def _week_start(self) -> int:
        self.env.cr.execute(
            "SELECT week_start FROM res_lang WHERE code = %s",
            [self.env.context.get("lang") or "en_US"],
        )
        row = self.env.cr.fetchone()
        return int(row[0]) if row and row[0] else 7

    def _aggregate(self, query: Any, spec: str) -> tuple[SQL, Any]:
        if spec == "__count":
            return SQL("COUNT(*)"), int
        name, _colon, function = spec.partition(":")
        field = self._fields.get(name)
        if field is None:
            raise ValueError(f"Invalid field {name!r} on model {self._name!r}")
        column = self._field_to_sql(query.table, name, query)
        dialect = self.env.cr.dialect
        if function in ("bool_and", "bool_or"):
            return getattr(dialect, function)(column), lambda raw: bool(raw)
        if function in ("array_agg", "recordset"):
            import json
            if function == "recordset":
                comodel = field.comodel_name or self._name
                return dialect.array_agg(column), lambda raw: self.env[comodel].browse(
                    dict.fromkeys(i for i in json.loads(raw or "[]") if i)
                )
            return dialect.array_agg(column), lambda raw: json.loads(raw or "[]")
        if function not in AGGREGATES:
            raise ValueError(f"Invalid aggregate {spec!r}")
        return SQL(AGGREGATES[function], column), lambda raw: (
            raw if raw is not None else False
        )

    # ---- the public methods
    @model
    def read_group(
        self, domain: Any, fields: Sequence[str], groupby: Any, offset: int = 0,
        limit: int | None = None, orderby: Any = False, lazy: bool = True,
    ) -> list[dict[str, Any]]:
        """Return the groups as dicts; lazy: by the first groupby only."""
        groupby = [groupby] if isinstance(groupby, str) else list(groupby)
        keys = groupby[:1] if lazy else groupby
        named = self._named_aggregates(fields, groupby)
        order = _group_order_spec(orderby, keys, named)
        rows = self._read_group(
            domain, [_with_granularity(self, k) for k in keys],
            ["__count", *named.values()], offset=offset, limit=limit, order=order,
        )
        count = "__count" if not (lazy and keys) else f"{keys[0].split(':')[0]}_count"
        result = []
        for row in rows:
            group: dict[str, Any] = {}
            extra: list[Any] = []
            for key, value in zip(keys, row, strict=False):
                self._put_key(group, extra, key, value)
            group[count] = row[len(keys)]
            for name, value in zip(named, row[len(keys) + 1:], strict=True):
                group[name] = value
            group["__domain"] = list(Domain.AND([*extra, domain or []]))
            if lazy and len(groupby) > 1:
                group["__context"] = {"group_by": groupby[1:]}
            result.append(group)
        return result

    def _named_aggregates(
        self, fields: Sequence[str], groupby: Sequence[str]
    ) -> dict[str, str]:
        grouped = {g.split(":")[0] for g in groupby}
        named: dict[str, str] = {}
        for spec in fields or ():
            name, _colon, function = spec.partition(":")
            if "(" in function:
                function, _paren, inner = function.partition("(")
                named[name] = f"{inner.rstrip(')')}:{function}"
                continue
            field = self._fields.get(name)
            if field is None:
                raise ValueError(f"Invalid field {name!r} on model {self._name!r}")
            function = function or field.aggregator or ""
            if name not in grouped and function and (field.is_column or _colon):
                named[name] = f"{name}:{function}"
        return named

    def _put_key(
        self, group: dict[str, Any], extra: list[Any], key: str, value: Any
    ) -> None:
        name, _colon, granularity = key.partition(":")
        field = self._fields[name]
        if hasattr(value, "_ids"):
            group[key] = (value.id, value.sudo().display_name) if value else False
            extra.append(Domain(name, "=", value.id or False))
        elif isinstance(value, (date, datetime)):
            granularity = granularity or "month"
            self._put_period(group, extra, key, name, field, granularity, value)
        elif field.type in ("date", "datetime"):
            group[key] = value
            if value is False:
                group.setdefault("__range", {})[key] = False
                extra.append(Domain(name, "=", False))
            else:
                extra.append(Domain(f"{name}.{granularity}", "=", value))
        else:
            group[key] = value
            extra.append(Domain(name, "=", value))

    def _put_period(
        self, group: dict[str, Any], extra: list[Any], key: str, name: str, field: Any,
        granularity: str, value: Any,
    ) -> None:
        end = value + STEPS[granularity]
        start_text, end_text = self._period_bounds(field, value), \
            self._period_bounds(field, end)
        group[key] = self._period_label(granularity, value)
        group.setdefault("__range", {})[key] = {"from": start_text, "to": end_text}
        extra.append(Domain(name, ">=", start_text) & Domain(name, "<", end_text))

    def _period_bounds(self, field: Any, value: Any) -> str:
        if field.type == "date":
            return str(value.isoformat())
        zone = self.env.context.get("tz")
        if zone:
            from zoneinfo import ZoneInfo
            value = value.replace(tzinfo=ZoneInfo(zone)).astimezone(
                ZoneInfo("UTC")
            ).replace(tzinfo=None)
        return str(value.strftime("%Y-%m-%d %H:%M:%S"))

    def _period_label(self, granularity: str, value: Any) -> str:
        if granularity == "quarter":
            return f"Q{(value.month + 2) // 3} {value.year}"
        if granularity == "week":
            shifted = value + relativedelta(days=(4 - value.isoweekday()) % 7)
            return f"W{shifted.isocalendar()[1]} {shifted.year}"
        return str(value.strftime(LABELS[granularity]))

    @model
    def formatted_read_group(
        self, domain: Any, groupby: Sequence[str] = (), aggregates: Sequence[str] = (),
        having: Any = (), offset: int = 0, limit: int | None = None,
        order: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return the groups as dicts, each with the domain of the group alone."""
        assert groupby or aggregates
        rows = self._read_group(
            domain, [_with_granularity(self, g) for g in groupby], aggregates, having,
            offset, limit, order,
        )
        result = []
        for row in rows:
            group: dict[str, Any] = {}
            extra: list[Any] = []
            for key, value in zip(groupby, row, strict=False):
                self._put_key(group, extra, key, value)
                if isinstance(value, (date, datetime)):
                    start = group["__range"][key]["from"]
                    group[key] = [start, group[key]]
            group.pop("__range", None)
            for name, value in zip(aggregates, row[len(groupby):], strict=True):
                group[name] = value
            group["__extra_domain"] = list(Domain.AND(extra)) if extra else []
            result.append(group)
        return result


def _with_granularity(records: Any, spec: str) -> str:
    field = records._fields.get(spec.split(":")[0])
    if field is not None and field.type in ("date", "datetime") and ":" not in spec:
        return f"{spec}:month"
    return spec


def _group_order_spec(orderby: Any, keys: list[str], named: dict[str, str]) -> Any:
    if not orderby:
        return None
    parts = []
    for part in orderby.split(","):
        words = part.strip().split()
        if words and words[0] in named:
            words[0] = named[words[0]]
        elif words and words[0] not in keys:
            for key in keys:
                if key.split(":")[0] == words[0]:
                    words[0] = key
                    break
            else:
                if words[0] not in ("__count",):
                    raise UserError(f"Invalid order {part!r} for a group")
        parts.append(" ".join(words))
    return ", ".join(parts)
