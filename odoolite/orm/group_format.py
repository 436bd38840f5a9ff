"""Group keys as clients see them: the shown value and the domain of the group."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..tools.date_periods import format_period, to_utc, valid_zone
from .domains import Domain
from .fields.temporal import STEPS
from .group_sql import is_part, parse_spec

Shown = tuple[Any, Domain]


def format_keys(model: Any, spec: str, values: Sequence[Any]) -> list[Shown]:
    """Return what to show for each value of a group key, and its domain.

    A period is shown as (first moment in UTC as text, label).
    """
    name, path, granularity = parse_spec(spec)
    field = model._fields[name]
    if path and field.type == "properties":
        return _format_property(model, f"{name}.{path}", granularity, values)
    if path:
        comodel = model.env[field.comodel_name]
        inner = format_keys(comodel, spec.partition(".")[2], values)
        return [(shown, _behind(name, domain, value))
                for (shown, domain), value in zip(inner, values, strict=True)]
    if field.relational or name == "id":
        return _format_records(name, field.type, values)
    if granularity:
        return [_format_date(model, name, field.type, granularity, v) for v in values]
    return [(value, Domain(name, "=", value)) for value in values]


def _behind(name: str, domain: Domain, value: Any) -> Domain:
    """Return the domain of a group key that lies behind a many2one."""
    linked = Domain(name, "any", list(domain))
    if value:
        return linked
    return Domain(name, "not any", []) | linked


def _format_records(name: str, kind: str, values: Sequence[Any]) -> list[Shown]:
    ids = [value.id for value in values if value]
    empty = Domain(name, "not any", []) if kind == "many2many" \
        else Domain(name, "=", False)
    result: list[Shown] = []
    for value in values:
        if not value:
            result.append((False, empty))
            continue
        record = value.sudo().with_prefetch(ids)
        shown = value.id if name == "id" else (value.id, record.display_name)
        result.append((shown, Domain(name, "=", value.id)))
    return result


def _format_date(
    model: Any, name: str, kind: str, granularity: str, value: Any
) -> Shown:
    if value is False:
        return False, Domain(name, "=", False)
    if is_part(granularity):
        return value, Domain(f"{name}.{granularity}", "=", int(value))
    first, last = period_bounds(model, kind, granularity, value)
    label = format_period(value, granularity, model.env.lang or "en_US")
    return (first, label), Domain(name, ">=", first) & Domain(name, "<", last)


def period_bounds(
    model: Any, kind: str, granularity: str, start: date | datetime
) -> tuple[str, str]:
    """Return the first moment of a period and of the next, in UTC, as text."""
    end = start + STEPS[granularity]
    if kind == "date":
        return str(start)[:10], str(end)[:10]
    zone = valid_zone(model.env.context.get("tz"))
    texts = []
    for moment in (start, end):
        assert isinstance(moment, datetime)
        texts.append(to_utc(moment, zone).strftime("%Y-%m-%d %H:%M:%S"))
    return texts[0], texts[1]


def _format_property(
    model: Any, full_name: str, granularity: str | None, values: Sequence[Any]
) -> list[Shown]:
    definition = model.get_property_definition(full_name)
    kind = definition.get("type")
    if kind in ("date", "datetime") and granularity:
        return [_format_date(model, full_name, kind, granularity, v) for v in values]
    if kind in ("many2one", "many2many"):
        shown = _format_records(full_name, "many2one", values)
        if kind == "many2many":
            return [(s, Domain(full_name, "in", s[0]) if s else d) for s, d in shown]
        return shown
    if kind == "tags":
        tags = {tag[0]: tuple(tag) for tag in definition.get("tags") or ()}
        return [
            (tags.get(v, False), Domain(full_name, "in", v) if v in tags
             else Domain(full_name, "=", False))
            for v in values
        ]
    if kind == "selection":
        known = {option[0] for option in definition.get("selection") or ()}
        return [(v if v in known else False, Domain(full_name, "=", v)) for v in values]
    return [(v, Domain(full_name, "=", v)) for v in values]
