"""Grouped lists, search panels and hierarchies of web clients."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...exceptions import UserError
from ..decorators import model
from ..domains import Domain
from ..group_sql import parse_spec
from .webclient import WebclientMixin

OPENED_GROUPS = 10      # groups that open by themselves, at most
Group = dict[str, Any]


class WebgroupsMixin(WebclientMixin):
    """What list, kanban and hierarchy views and their panels ask for."""

    _register = False

    @model
    def web_read_group(
        self, domain: Any, groupby: Sequence[str], aggregates: Sequence[str] = (),
        limit: int | None = None, offset: int = 0, order: str | None = None, *,
        auto_unfold: bool = False, opening_info: Any = None,
        unfold_read_specification: Any = None, unfold_read_default_limit: int = 80,
        groupby_read_specification: Any = None,
    ) -> dict[str, Any]:
        """Return the groups of the first key and how many there are in all.

        Opened groups bring `__records` (the last key) or `__groups` (before it).
        """
        assert groupby and isinstance(groupby, (list, tuple)), groupby
        specs = [*dict.fromkeys([*aggregates, "__count"])]
        first = groupby[0]
        rows = self._read_group(
            domain, [first], specs, offset=offset, limit=limit,
            order=_order_of(order, first, specs),
        )
        length = len(rows) + offset
        if limit and len(rows) == limit or offset and not rows:
            length = len(self._read_group(domain, [first], ["__count"]))
        if not (limit and len(rows) == limit) and not offset:
            rows = self._complete_web_groups(domain, first, specs, rows)
            length = len(rows)
        groups = self._format_groups([first], specs, rows)
        self._mark_folded(first, rows, groups)
        if groupby_read_specification and first in groupby_read_specification:
            _read_keys(rows, groups, groupby_read_specification[first])
        if auto_unfold or opening_info:
            known = {_raw(info.get("value")): info for info in opening_info or ()}
            opened = 0
            for group in groups:
                info = known.get(_raw(group[first]))
                folded = info["folded"] if info else (
                    not auto_unfold or group.get("__fold") or opened >= OPENED_GROUPS
                )
                if folded:
                    continue
                opened += 1
                inside = Domain(domain) & Domain(group["__extra_domain"])
                self._open_group(
                    group, inside, groupby[1:], aggregates, order, auto_unfold,
                    info or {}, unfold_read_specification, unfold_read_default_limit,
                    groupby_read_specification,
                )
        return {"groups": groups, "length": length}

    def _complete_web_groups(
        self, domain: Any, first: str, specs: list[str], rows: list[Any]
    ) -> list[Any]:
        """Add empty groups: always for periods, on request for expanded fields."""
        field = self._fields[parse_spec(first).name]
        if field.group_expand and not self.env.context.get("read_group_expand"):
            return rows
        return self._complete_groups(domain, [first], specs, rows, paged=False)

    def _open_group(
        self, group: Group, domain: Domain, groupby: Sequence[str],
        aggregates: Sequence[str], order: str | None, auto_unfold: bool,
        info: dict[str, Any], specification: Any, default_limit: int, key_specs: Any,
    ) -> None:
        limit = info.get("limit") or default_limit
        offset = info.get("offset") or 0
        if groupby:
            group["__groups"] = self.web_read_group(
                domain, groupby, aggregates, limit=info.get("limit"), offset=offset,
                order=order, auto_unfold=auto_unfold, opening_info=info.get("groups"),
                unfold_read_specification=specification,
                unfold_read_default_limit=default_limit,
                groupby_read_specification=key_specs,
            )
            return
        if info.get("progressbar_domain"):
            domain &= Domain(info["progressbar_domain"])
        records = self.search(
            domain, offset=offset, limit=limit, order=_order_of_fields(self, order)
        )
        group["__records"] = records.web_read(specification or {})

    def _mark_folded(self, spec: str, rows: list[Any], groups: list[Group]) -> None:
        """Tell of groups of records whose model has a fold field if they are folded."""
        name, path, _granularity = parse_spec(spec)
        field = self._fields[name]
        if path or field.type != "many2one":
            return
        fold = self.env[field.comodel_name]._fold_name
        if fold in self.env[field.comodel_name]._fields:
            for row, group in zip(rows, groups, strict=True):
                group["__fold"] = row[0].sudo()[fold] if row[0] else False

    @model
    def read_progress_bar(
        self, domain: Any, group_by: str, progress_bar: dict[str, Any]
    ) -> dict[str, dict[str, int]]:
        """Return, per group, how many records have each value of the bar's field."""
        name, colors = progress_bar["field"], progress_bar["colors"]
        result: dict[str, dict[str, int]] = {}
        spec = self._with_granularity(group_by)
        for group in self.formatted_read_group(domain, [spec, name], ["__count"]):
            key = str(_raw(group[spec]))
            counts = result.setdefault(key, dict.fromkeys(colors, 0))
            value = _raw(group[name])
            value = value if value in colors else str(value)
            if value in colors:
                counts[value] += group["__count"]
        return result

    # ---- hierarchies
    @model
    def hierarchy_read(
        self, domain: Any, specification: dict[str, Any], parent_field: str,
        child_field: str | None = None, order: str | None = None,
    ) -> list[Group]:
        """Read records with the ids of their children.

        A single record comes with its parent, siblings and children, and is marked.
        """
        specification = {
            parent_field: {"fields": {"display_name": {}}}, **specification
        }
        records = self.search(domain, order=order)
        focus = self.browse()
        parents = records
        if len(records) == 1:
            parent = records[parent_field]
            if parent:
                focus = records
            shown = records | parent
            records = shown + self.search(
                [("id", "not in", shown.ids), (parent_field, "in", shown.ids)],
                order=order,
            )
            parents = records - parent
        result = records.web_read(specification)
        children: dict[int, list[int]] = {}
        if not child_field:
            for parent, ids in self._read_group(
                [(parent_field, "in", parents.ids)], [parent_field], ["id:array_agg"]
            ):
                children[parent.id] = ids
        for row in result:
            if row["id"] in children:
                row["__child_ids__"] = children[row["id"]]
            if row["id"] == focus.id:
                row["__focus__"] = True
        return list(result)

    # ---- search panels
    @model
    def search_panel_select_range(self, field_name: str, **kwargs: Any) -> dict[str, Any]:
        """Return the values of a category: of a many2one or selection field."""
        field = self._panel_field(field_name, ("many2one", "selection"))
        domain = Domain.AND([
            kwargs.get("search_domain") or [], kwargs.get("category_domain") or [],
            kwargs.get("filter_domain") or [], [(field_name, "!=", False)],
        ])
        counts = self._panel_counts(field_name, domain, kwargs)
        if field.type == "selection":
            return {"parent_field": False,
                    "values": self._panel_options(field, counts, kwargs)}
        comodel = self.env[field.comodel_name]
        parent: str = comodel._parent_name if kwargs.get("hierarchize", True) \
            and comodel._parent_name in comodel._fields else ""
        condition = Domain(kwargs.get("comodel_domain") or [])
        if not kwargs.get("expand"):
            found = comodel.browse(list(counts))
            if parent:
                found |= comodel.search([("id", "parent_of", found.ids)])
            condition &= Domain("id", "in", found.ids)
        limit = kwargs.get("limit")
        records = comodel.search(condition, limit=limit)
        if limit and len(records) == limit:
            return {"error_msg": "Too many items to display."}
        values = []
        for record in records:
            value = {"id": record.id, "display_name": record.display_name}
            if parent:
                value[parent] = record[parent].id
            if kwargs.get("enable_counters"):
                value["__count"] = counts.get(record.id, 0)
            values.append(value)
        if parent:
            _keep_connected(values, parent)
            if kwargs.get("enable_counters"):
                _add_up(values, parent)
        return {"parent_field": parent or False, "values": values}

    @model
    def search_panel_select_multi_range(
        self, field_name: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the values of a filter: of a many2one, many2many or selection field."""
        field = self._panel_field(field_name, ("many2one", "many2many", "selection"))
        domain = Domain.AND([
            kwargs.get("search_domain") or [], kwargs.get("category_domain") or [],
            kwargs.get("filter_domain") or [], [(field_name, "!=", False)],
        ])
        counts = self._panel_counts(field_name, domain, kwargs)
        if field.type == "selection":
            return {"values": self._panel_options(field, counts, kwargs)}
        comodel = self.env[field.comodel_name]
        condition = Domain(kwargs.get("comodel_domain") or [])
        if not kwargs.get("expand"):
            condition &= Domain("id", "in", list(counts))
        limit = kwargs.get("limit")
        records = comodel.search(condition, limit=limit)
        if limit and len(records) == limit:
            return {"error_msg": "Too many items to display."}
        group_by = kwargs.get("group_by")
        totals = self._panel_group_counts(field_name, domain, records, kwargs)
        values = []
        for record in records:
            value = {"id": record.id, "display_name": record.display_name}
            if group_by:
                value["group_id"], value["group_name"] = _panel_group(record, group_by)
            if kwargs.get("enable_counters"):
                value["__count"] = totals.get(record.id, 0)
            values.append(value)
        return {"values": values}

    def _panel_field(self, name: str, kinds: tuple[str, ...]) -> Any:
        field = self._fields[name]
        if field.type not in kinds:
            raise UserError(
                f"Only types {', '.join(kinds)} are supported for category or filter "
                f"(found type {field.type})"
            )
        return field

    def _panel_counts(
        self, name: str, domain: Domain, kwargs: dict[str, Any]
    ) -> dict[Any, int]:
        """Return value -> number of records."""
        if kwargs.get("expand") and not kwargs.get("enable_counters"):
            return {}
        return {
            (value.id if hasattr(value, "_ids") else value): count
            for value, count in self._read_group(domain, [name], ["__count"])
        }

    def _panel_group_counts(
        self, name: str, domain: Domain, records: Any, kwargs: dict[str, Any]
    ) -> dict[Any, int]:
        """Count each record within what the filters of other groups leave."""
        if not kwargs.get("enable_counters"):
            return {}
        group_domain = kwargs.get("group_domain")
        if not group_domain:
            return self._panel_counts(name, domain, {})
        if not kwargs.get("group_by"):
            return self._panel_counts(name, domain & Domain(group_domain), {})
        totals: dict[Any, int] = {}
        for record in records:
            key = str(_panel_group(record, kwargs["group_by"])[0])
            inside = domain & Domain(group_domain.get(key) or [])
            totals[record.id] = self.search_count(inside & Domain(name, "in", record.ids))
        return totals

    def _panel_options(
        self, field: Any, counts: dict[Any, int], kwargs: dict[str, Any]
    ) -> list[dict[str, Any]]:
        values = []
        for value, label in field._description_selection(self.env):
            if not kwargs.get("expand") and value not in counts:
                continue
            item = {"id": value, "display_name": label}
            if kwargs.get("enable_counters"):
                item["__count"] = counts.get(value, 0)
            values.append(item)
        return values


def _raw(value: Any) -> Any:
    return value[0] if isinstance(value, (list, tuple)) else value


def _read_keys(rows: list[Any], groups: list[Group], specification: Any) -> None:
    records = rows[0][0].browse([row[0].id for row in rows if row[0]]) if rows else None
    read = {r["id"]: r for r in records.web_read(specification)} if records else {}
    for row, group in zip(rows, groups, strict=True):
        group["__values"] = read.get(row[0].id, {"id": False})


def _order_of(order: str | None, first: str, specs: list[str]) -> str | None:
    """Return the terms of an order that sort the groups of one key."""
    terms = [
        part.strip() for part in (order or "").split(",")
        if part.split() and (part.split()[0] in (first, *specs) or ":" in part)
    ]
    if not terms:
        return None
    if first not in [term.split()[0] for term in terms]:
        terms.append(first)
    return ", ".join(terms)


def _order_of_fields(records: Any, order: str | None) -> str | None:
    """Return the terms of an order that sort records."""
    terms = [
        part.strip() for part in (order or "").split(",")
        if part.split() and part.split()[0] in records._fields
    ]
    return ", ".join(terms) or None


def _panel_group(record: Any, group_by: str) -> tuple[Any, Any]:
    value, field = record[group_by], record._fields[group_by]
    if field.type == "many2one":
        return (value.id, value.display_name) if value else (False, "Not Set")
    if field.type == "selection":
        labels = dict(field._description_selection(record.env))
        return value, labels.get(value, "Not Set")
    return value, value or "Not Set"


def _keep_connected(values: list[dict[str, Any]], parent: str) -> None:
    """Leave out the values whose parents are not all there."""
    known = {value["id"] for value in values}
    while True:
        lost = [v for v in values if v[parent] and v[parent] not in known]
        if not lost:
            return
        for value in lost:
            values.remove(value)
            known.discard(value["id"])


def _add_up(values: list[dict[str, Any]], parent: str) -> None:
    """Let each value count what is below it too."""
    by_id = {value["id"]: value for value in values}
    own = {value["id"]: value["__count"] for value in values}
    for value in values:
        above = by_id.get(value[parent])
        while above is not None:
            above["__count"] += own[value["id"]]
            above = by_id.get(above[parent])
