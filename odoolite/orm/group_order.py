"""Groups in order: by their keys, their aggregates, or as the records of a key sort."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tools.sql import SQL
from .group_sql import Grouper, Term, parse_spec
from .query import Query

if TYPE_CHECKING:
    from .fields.base import Field

DIRECTION = re.compile(r"(asc|desc)?\s*(nulls (first|last))?")
GROUPS = "groups"


class OrderTerm(NamedTuple):
    """A specification to sort by: ASC or DESC, and where unset ones go, if said."""

    spec: str
    direction: str
    nulls: str


def parse_order(order: str) -> list[OrderTerm]:
    """Return the terms of an order of groups; ValueError when it is malformed."""
    terms = []
    for part in order.split(","):
        words = part.split()
        if not words:
            continue
        rest = " ".join(words[1:]).lower()
        if not DIRECTION.fullmatch(rest):
            raise ValueError(f"Invalid order {order!r} for _read_group()")
        nulls = "NULLS FIRST" if "first" in rest else "NULLS LAST" if "last" in rest else ""
        terms.append(OrderTerm(
            words[0], "DESC" if rest.startswith("desc") else "ASC", nulls
        ))
    return terms


def select_groups(
    grouper: Grouper, keys: dict[str, Term], values: dict[str, Term], order: str | None
) -> SQL:
    """Return the SELECT of the keys and values of the groups, in order.

    The limit and offset of the grouper's query count groups.
    """
    known = {**keys, **values}
    shown = list(known)
    terms = parse_order(order or "")
    for spec, _direction, _nulls in terms:
        if spec in known:
            continue
        if spec != "__count" and ":" not in spec:
            raise ValueError(
                f"Order term {spec!r} is not a valid aggregate nor valid groupby"
            )
        known[spec] = grouper.aggregate(spec)
    query = grouper.query
    records = {
        spec: field for spec, _d, _n in terms
        if spec in keys and (field := _sorted_as_records(grouper.model, spec))
    }
    if records:
        return _select_sorted_records(grouper, known, shown, records, terms)
    if keys and terms:
        query.order = SQL(", ").join(_sort(term, known[term.spec].sql) for term in terms)
    return query.select(*(known[spec].sql for spec in shown))


def _sorted_as_records(model: Any, spec: str) -> Field | None:
    """Return the field of a key whose groups sort as the records they are of."""
    name, path, _suffix = parse_spec(spec)
    field: Field = model._fields[name]
    if path or field.type not in ("many2one", "many2many"):
        return None
    return field if model.env[field.comodel_name]._order != "id" else None


def _select_sorted_records(
    grouper: Grouper, known: dict[str, Term], shown: list[str],
    records: dict[str, Field], terms: list[OrderTerm],
) -> SQL:
    """Group first, and join what sorts the groups to them, not to every row."""
    query = grouper.query
    columns = {
        spec: records[spec].name if spec in records else f"__{index}"
        for index, spec in enumerate(known)
    }
    limit, offset, query.limit, query.offset = query.limit, query.offset, None, None
    grouped = query.select(*(
        SQL("%s AS %s", term.sql, SQL.identifier(columns[spec]))
        for spec, term in known.items()
    ))
    groups = Query(query.env, GROUPS, SQL("(%s)", grouped))
    groups.limit, groups.offset = limit, offset
    order: list[SQL] = []
    for term in terms:
        if term.spec in records:
            order.extend(grouper.model._order_by_name(
                GROUPS, records[term.spec], term.direction, _nulls(term), groups
            ))
        else:
            order.append(_sort(term, SQL.identifier(GROUPS, columns[term.spec])))
    groups.order = SQL(", ").join(order)
    return groups.select(*(SQL.identifier(GROUPS, columns[spec]) for spec in shown))


def _sort(term: OrderTerm, column: SQL) -> SQL:
    return SQL(f"%s {term.direction} {_nulls(term)}", column)


def _nulls(term: OrderTerm) -> str:
    return term.nulls or ("NULLS FIRST" if term.direction == "DESC" else "NULLS LAST")
