"""What web clients ask of every model."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..decorators import model
from ..onchange import run_onchange
from .transfer import TransferMixin


class WebclientMixin(TransferMixin):
    """Reading, saving and searching with a specification of nested fields."""

    _register = False

    def web_read(self, specification: dict[str, Any]) -> list[dict[str, Any]]:
        """Read fields as the specification tells, nested relations included."""
        names = list(specification) or ["id"]
        rows = self.read(names, load=None)
        for name, spec in specification.items():
            field = self._fields.get(name)
            if field is None or not field.relational:
                continue
            if field.type == "many2one":
                self._nest_many2one(rows, name, field, spec)
            else:
                self._nest_x2many(rows, name, field, spec)
        return rows

    def _nest_many2one(
        self, rows: list[dict[str, Any]], name: str, field: Any, spec: dict[str, Any]
    ) -> None:
        wanted = spec.get("fields")
        if not wanted:
            return
        ids = {row[name] for row in rows if row[name]}
        records = self.env[field.comodel_name].with_context(
            **spec.get("context", {})
        ).browse(ids).sudo()
        extra = {
            row["id"]: row
            for row in (records.with_env(self.env) if set(wanted) - {
                "id", "display_name"} else records).web_read(wanted)
        }
        for row in rows:
            if row[name]:
                row[name] = extra.get(row[name], False)

    def _nest_x2many(
        self, rows: list[dict[str, Any]], name: str, field: Any, spec: dict[str, Any]
    ) -> None:
        wanted = spec.get("fields")
        if wanted is None:
            return
        comodel = self.env[field.comodel_name].with_context(**spec.get("context", {}))
        limit, order = spec.get("limit"), spec.get("order")
        everything = [i for row in rows for i in row[name]]
        if order:
            sequence = comodel.with_context(active_test=False).search(
                [("id", "in", everything)], order=order
            )._ids
            rank = {id_: index for index, id_ in enumerate(sequence)}
            for row in rows:
                row[name] = sorted(
                    (i for i in row[name] if i in rank), key=rank.__getitem__
                )
        read = [i for row in rows for i in (row[name][:limit] if limit else row[name])]
        lines = {r["id"]: r for r in comodel.browse(dict.fromkeys(read)).web_read(wanted)}
        for row in rows:
            row[name] = [
                lines[i] if i in lines and (not limit or n < limit) else {"id": i}
                for n, i in enumerate(row[name])
            ]

    @model
    def web_search_read(
        self, domain: Any, specification: dict[str, Any], offset: int = 0,
        limit: int | None = None, order: str | None = None,
        count_limit: int | None = None,
    ) -> dict[str, Any]:
        """Search and read with a specification; tells the full count too."""
        records = self.search(domain, offset=offset, limit=limit, order=order)
        values = records.web_read(specification)
        length = len(records) + offset
        if limit and len(records) == limit or count_limit:
            length = self.search_count(domain, limit=count_limit)
        return {"length": length, "records": values}

    def web_save(
        self, vals: dict[str, Any], specification: dict[str, Any], next_id: Any = None
    ) -> list[dict[str, Any]]:
        """Write or create, then read."""
        if self:
            self.write(vals)
            records = self
        else:
            records = self.create([vals])
        if next_id:
            records = self.browse(next_id)
        records = records.with_context(bin_size=True)
        return list(records.web_read(specification))

    def web_save_multi(
        self, vals_list: list[dict[str, Any]], specification: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Write one dict of values per record, then read."""
        if len(vals_list) != len(self):
            raise ValueError(
                "Each record must have a corresponding values dictionary."
            )
        for record, vals in zip(self, vals_list, strict=True):
            record.write(vals)
        return list(self.with_context(bin_size=True).web_read(specification))

    @model
    def web_name_search(
        self, name: str, specification: dict[str, Any], domain: Any = None,
        operator: str = "ilike", limit: int = 100,
    ) -> list[dict[str, Any]]:
        """Search by name and read with a specification."""
        pairs = self.name_search(name, domain, operator, limit)
        if set(specification) <= {"display_name", "id"}:
            return [
                {"id": id_, "display_name": label,
                 "__formatted_display_name": label} for id_, label in pairs
            ]
        return list(self.browse([id_ for id_, _ in pairs]).web_read(specification))

    def onchange(
        self, values: dict[str, Any], field_names: list[str], fields_spec: dict[str, Any]
    ) -> dict[str, Any]:
        """Return what a form shows after a change; new forms get defaults."""
        return run_onchange(self, values, field_names, fields_spec)

    def _get_onchange_methods(self, name: str) -> list[Callable[[], Any]]:
        """Return what runs when a field changes in a form (hook)."""
        return [getattr(self, attr) for attr, watched in self._methods_by_mark["_onchange"]
                if name in watched]
