"""Groups of records with aggregates, computed by SQL."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from ...tools.sql import SQL
from ..decorators import model
from ..domains import Domain
from ..fields.temporal import STEPS
from ..group_format import format_keys, period_bounds
from ..group_order import select_groups
from ..group_sql import Grouper, is_part, parse_spec
from ..query import Query
from .search import SearchMixin

FIELD_SPEC = re.compile(r"^(\w+)(?::(\w+)(?:\((\w+)\))?)?$")
Group = dict[str, Any]


class GroupingMixin(SearchMixin):
    """Records counted and summed."""

    _register = False

    @model
    def _read_group(
        self, domain: Any, groupby: Sequence[str] = (), aggregates: Sequence[str] = (),
        having: Any = (), offset: int = 0, limit: int | None = None,
        order: str | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return a tuple a group: its keys, then its aggregates; records as recordsets.

        Periods are given by their first moment, in the time zone of the context.
        """
        self.browse().check_access("read")
        query = self._search(domain)
        grouper = Grouper(self, query)
        keys = {spec: grouper.key(spec) for spec in groupby}
        values = {spec: grouper.aggregate(spec) for spec in aggregates}
        if keys:
            query.groupby = SQL(", ").join(key.sql for key in keys.values())
            order = order or ", ".join(groupby)
        if having:
            query.having = grouper.having(having, values)
            if not keys:
                query.groupby = SQL("NULL")
        query.limit, query.offset = limit or None, offset or None
        if not (keys or values):
            raise ValueError("a group needs a key or an aggregate")
        self.env.cr.execute(select_groups(grouper, keys, values, order))
        columns = {
            spec: [term.read(raw) for raw in column]
            for (spec, term), column in zip(
                {**keys, **values}.items(),
                zip(*self.env.cr.fetchall(), strict=True), strict=False,
            )
        }
        for column in columns.values():
            _share_prefetch(column)
        if not columns:
            return []
        return list(zip(*(columns[s] for s in (*groupby, *aggregates)), strict=True))

    def _read_group_groupby(self, alias: str, groupby_spec: str, query: Query) -> SQL:
        """Return the SQL of a group key; addons override it to group by another."""
        grouper = query.grouper or Grouper(self, query)
        grouper.found = grouper.plain_key(groupby_spec)
        return grouper.found.sql

    @property
    def _overrides_group_keys(self) -> bool:
        return type(self)._read_group_groupby is not GroupingMixin._read_group_groupby

    @model
    def formatted_read_group(
        self, domain: Any, groupby: Sequence[str] = (), aggregates: Sequence[str] = (),
        having: Any = (), offset: int = 0, limit: int | None = None,
        order: str | None = None,
    ) -> list[Group]:
        """Return the groups as dicts, each with the domain of the group alone."""
        rows = self._read_group(
            domain, groupby, aggregates, having, offset, limit, order
        )
        return self._format_groups(groupby, aggregates, rows)

    @model
    def formatted_read_grouping_sets(
        self, domain: Any, grouping_sets: Sequence[Sequence[str]],
        aggregates: Sequence[str] = (), *, order: str | None = None,
    ) -> list[list[Group]]:
        """Return the groups of several combinations of keys, one list for each."""
        return [
            self.formatted_read_group(
                domain, groupby, aggregates,
                order=_order_of_known(order, groupby, aggregates),
            )
            for groupby in grouping_sets
        ]

    def _format_groups(
        self, groupby: Sequence[str], aggregates: Sequence[str], rows: list[Any]
    ) -> list[Group]:
        columns = list(zip(*rows, strict=True)) if rows else []
        shown = [
            format_keys(self, spec, column)
            for spec, column in zip(groupby, columns, strict=False)
        ]
        names = [spec.replace(":recordset", ":array_agg") for spec in aggregates]
        result = []
        for index, row in enumerate(rows):
            group = {
                spec: keys[index][0] for spec, keys in zip(groupby, shown, strict=True)
            }
            group["__extra_domain"] = list(Domain.AND([keys[index][1] for keys in shown]))
            for name, value in zip(names, row[len(groupby):], strict=True):
                group[name] = value.ids if hasattr(value, "_ids") else value
            result.append(group)
        return result

    # ---- the older form
    @model
    def read_group(
        self, domain: Any, fields: Sequence[str], groupby: Any, offset: int = 0,
        limit: int | None = None, orderby: Any = False, lazy: bool = True,
    ) -> list[Group]:
        """Return the groups as dicts; lazy: by the first groupby only.

        A date without a granularity is grouped by month.
        """
        groupby = [groupby] if isinstance(groupby, str) else list(groupby)
        given = groupby[:1] if lazy else groupby
        keys = [self._with_granularity(spec) for spec in given]
        count = f"{given[0].split(':')[0]}_count" if lazy and given else "__count"
        named = self._name_aggregates(fields, given)
        order = _rename_order(orderby, dict(zip(given, keys, strict=True)), named, count)
        aggregates = ["__count", *named.values()]
        rows = self._read_group(
            domain, keys, aggregates, offset=offset, limit=limit, order=order
        )
        rows = self._complete_groups(domain, keys, aggregates, rows, bool(limit or offset))
        return [
            self._classic_group(domain, groupby, given, keys, count, named, row, group)
            for row, group in zip(rows, self._format_groups(keys, aggregates, rows),
                                  strict=True)
        ]

    def _classic_group(
        self, domain: Any, groupby: list[str], given: list[str], keys: list[str],
        count: str, named: dict[str, str], row: Any, formatted: Group,
    ) -> Group:
        group: Group = {}
        ranges: dict[str, Any] = {}
        for spec, key, value in zip(given, keys, row, strict=False):
            name, path, granularity = parse_spec(key)
            field = self._fields[name]
            shown = formatted[key]
            if field.type in ("date", "datetime") and not path and not is_part(granularity):
                ranges[spec] = False
                if value is not False:
                    first, last = period_bounds(self, field.type, str(granularity), value)
                    ranges[spec] = {"from": first, "to": last}
                    shown = shown[1]
            group[spec] = shown
        group[count] = formatted["__count"]
        for label, spec in named.items():
            group[label] = formatted[spec.replace(":recordset", ":array_agg")]
        group["__domain"] = list(Domain(domain) & Domain(formatted["__extra_domain"]))
        if ranges:
            group["__range"] = ranges
        if len(given) < len(groupby):
            group["__context"] = {"group_by": groupby[len(given):]}
        return group

    def _with_granularity(self, spec: str) -> str:
        name, path, suffix = parse_spec(spec)
        field = self._fields.get(name)
        if field is not None and field.type in ("date", "datetime") and not suffix \
                and not path:
            return f"{spec}:month"
        return spec

    def _name_aggregates(
        self, specs: Sequence[str], groupby: Sequence[str]
    ) -> dict[str, str]:
        """Return label -> aggregate of `field`, `field:agg` and `label:agg(field)`."""
        grouped = {parse_spec(spec).name for spec in groupby}
        named: dict[str, str] = {}
        for spec in specs or ():
            if spec == "__count":
                continue
            match = FIELD_SPEC.match(spec)
            if match is None:
                raise ValueError(f"Invalid field specification {spec!r}.")
            label, function, name = match.groups()
            name = name or label
            field = self._fields.get(name)
            if field is None:
                raise ValueError(f"Invalid field {name!r} on model {self._name!r}")
            if function is None:
                if label in grouped or not field.aggregator or not field.store:
                    continue
                function = field.aggregator
            elif label in grouped and label == name:
                continue
            named[label] = f"{name}:{function}"
        return named

    # ---- groups without records
    def _complete_groups(
        self, domain: Any, keys: list[str], aggregates: list[str], rows: list[Any],
        paged: bool,
    ) -> list[Any]:
        """Add the empty groups that a field's `group_expand` or the context ask for."""
        if not keys:
            return rows
        name, path, granularity = parse_spec(keys[0])
        field = self._fields[name]
        fill = self.env.context.get("fill_temporal")
        empty = [self._empty_aggregate(spec) for spec in aggregates]
        if field.group_expand and not path and len(keys) == 1 and not paged:
            return self._expand_groups(domain, field, rows, empty)
        if (fill or isinstance(fill, dict)) and granularity and len(keys) == 1 \
                and not is_part(granularity):
            options = fill if isinstance(fill, dict) else {}
            return self._fill_periods(granularity, rows, empty, **options)
        return rows

    def _empty_aggregate(self, spec: str) -> Any:
        function = spec.rpartition(":")[2]
        if spec == "__count" or function in ("count", "count_distinct"):
            return 0
        return [] if function.startswith("array_agg") or function == "recordset" else False

    def _expand_groups(
        self, domain: Any, field: Any, rows: list[Any], empty: list[Any]
    ) -> list[Any]:
        known = {row[0]: row for row in rows}
        if field.relational:
            ids = [i for row in rows for i in row[0]._ids]
            values: Any = self.env[field.comodel_name].browse(ids)
        else:
            values = [row[0] for row in rows if row[0]]
        expand = field.group_expand
        if expand is True:
            wanted = [value for value, _l in field._description_selection(self.env)]
        else:
            method = getattr(self, expand) if isinstance(expand, str) \
                else lambda *a: expand(self, *a)
            wanted = list(method(values, domain))
        order = list(dict.fromkeys([*wanted, *known]))
        result = [known.get(value, (value, *empty)) for value in order if value]
        result += [row for value, row in known.items() if not value]
        _share_prefetch([row[0] for row in result])
        return result

    def _fill_periods(
        self, granularity: str, rows: list[Any], empty: list[Any],
        fill_from: Any = False, fill_to: Any = False, min_groups: Any = False,
    ) -> list[Any]:
        """Add the periods between the first and the last, or the given bounds."""
        known = {row[0]: row for row in rows if row[0]}
        step = STEPS[granularity]
        bounds = [*known]
        for text in (fill_from, fill_to):
            if text:
                bounds.append(self._period_of(text, granularity, bounds))
        if not bounds:
            if not min_groups:
                return rows
            bounds = [self._period_of(str(date.today()), granularity, bounds)]
        first, last = min(bounds), max(bounds)
        if min_groups:
            last = max(last, first + _times(step, min_groups - 1))
        result, moment, index = [], first, 0
        while moment <= last:
            result.append(known.pop(moment, (moment, *empty)))
            index += 1
            moment = first + _times(step, index)
        return [*result, *(row for row in rows if not row[0])]

    def _period_of(self, text: str, granularity: str, like: list[Any]) -> Any:
        from ..fields.temporal import start_of
        moment = datetime.fromisoformat(text)
        kind: Any = moment if not like or isinstance(like[0], datetime) else moment.date()
        return start_of(kind, granularity)


def _times(step: relativedelta, number: int) -> relativedelta:
    return step * number


def _share_prefetch(column: Sequence[Any]) -> None:
    """Let the records of a column fetch their values together."""
    ids = tuple(dict.fromkeys(
        i for value in column if hasattr(value, "_ids") for i in value._ids
    ))
    if len(ids) > 1:
        for value in column:
            if hasattr(value, "_ids"):
                value._prefetch_ids = ids


def _order_of_known(
    order: str | None, groupby: Sequence[str], aggregates: Sequence[str]
) -> str | None:
    """Return the terms of an order that a combination of keys knows."""
    terms = [
        part.strip() for part in (order or "").split(",")
        if part.split() and part.split()[0] in (*groupby, *aggregates, "__count")
    ]
    return ", ".join(terms) or None


def _rename_order(
    orderby: Any, keys: dict[str, str], named: dict[str, str], count: str
) -> str | None:
    """Return an order over labels as one over keys and aggregates."""
    if not orderby:
        return None
    terms = []
    for part in str(orderby).split(","):
        words = part.split()
        if not words:
            continue
        label = words[0]
        by_name = {key.split(":")[0]: full for key, full in keys.items()}
        spec = keys.get(label) or named.get(label) or by_name.get(label)
        if spec is None and label in (count, "__count"):
            spec = "__count"
        terms.append(" ".join([spec or label, *words[1:]]))
    known = {term.split()[0] for term in terms}
    terms += [full for full in keys.values() if full not in known]
    return ", ".join(terms)
