"""Checks of records: Python constraints, companies, locks."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ...exceptions import UserError
from .. import access
from ..decorators import private
from .trees import TreeMixin


class CheckMixin(TreeMixin):
    """Constraints, companies and locks."""

    _register = False

    def _validate_fields(
        self, field_names: Iterable[str], excluded_names: Iterable[str] = ()
    ) -> None:
        """Run the Python constraints of the given fields."""
        if not self._methods_by_mark["_constrains"]:
            return
        names, excluded = set(field_names), set(excluded_names)
        for attr, watched in self._methods_by_mark["_constrains"]:
            if callable(watched):
                watched = watched(self.sudo())
            if names.intersection(watched) and not excluded.intersection(watched):
                getattr(self, attr)()

    def _check_company(self, fnames: Collection[str] | None = None) -> None:
        """Check that linked records belong to the record's company."""
        names = [
            n for n, f in self._fields.items()
            if getattr(f, "check_company", False) and (not fnames or n in fnames
                                                       or "company_id" in fnames)
        ]
        problems: list[tuple[Any, str, Any]] = []
        for record in self.sudo():
            company = record.company_id if "company_id" in self._fields else (
                record if self._name == "res.company" else self.env["res.company"]
            )
            for name in names:
                linked = record[name]
                if not linked or "company_id" not in linked._fields:
                    continue
                wrong = [
                    one for one in linked
                    if one.company_id and company and one.company_id != company
                ]
                problems.extend((record, name, one) for one in wrong)
        if problems:
            lines = ["Uh-oh! You’ve got some company inconsistencies here:"]
            lines += [
                f"- Record is company “{rec.company_id.display_name}” while "
                f"“{self._fields[name].string}” ({one.display_name}) belongs to "
                "another company."
                for rec, name, one in problems[:5]
            ]
            raise UserError("\n".join(lines))

    @private
    def lock_for_update(self, *, allow_referencing: bool = False) -> None:
        """Take the write lock; on SQLite the writer holds the whole database."""
        if len(self.exists()) != len(self):
            raise access.missing_error(self - self.exists())

    @private
    def try_lock_for_update(
        self, *, allow_referencing: bool = False, limit: int | None = None
    ) -> Any:
        """Return the records that could be locked."""
        records = self.exists()
        return records[:limit] if limit else records
