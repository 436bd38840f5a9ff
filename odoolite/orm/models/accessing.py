"""Who may do what with the records and their fields."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import access
from ..decorators import model, private
from ..fields.base import Field
from .recordset import RecordsetMixin


class AccessMixin(RecordsetMixin):
    """Access rights, record rules and groups of fields."""

    _register = False

    @model
    def check_access_rights(
        self, operation: str, raise_exception: bool = True
    ) -> bool | None:
        """Check the access rights of the model (kept for older clients).

        Nothing is returned where an error would be raised (scenario
        orm_fields.defaults_and_metadata).
        """
        if raise_exception:
            self.browse().check_access(operation)
            return None
        return bool(self.browse().has_access(operation))

    def check_access_rule(self, operation: str) -> None:
        """Check the record rules (kept for older clients)."""
        self.check_access(operation)

    @model
    def check_field_access_rights(
        self, operation: str, field_names: list[str] | None
    ) -> list[str]:
        """Check the fields' groups and return the accessible field names."""
        if self.env.su:
            return field_names or list(self._fields)
        if not field_names:
            return [n for n, f in self._fields.items() if f.is_accessible(self.env)]
        for name in field_names:
            field = self._fields.get(name)
            if field is not None and field.groups:
                self._check_field_access(field, operation)
        return field_names

    def _has_field_access(self, field: Field, operation: str) -> bool:
        if self.env.su or not field.groups:
            return True
        if field.groups == ".":
            return False
        return bool(self.env.user.has_groups(field.groups))

    def _check_field_access(self, field: Field, operation: str) -> None:
        if not self._has_field_access(field, operation):
            raise access.field_access_error(self, field, operation)

    @private
    def check_access(self, operation: str) -> None:
        """Raise AccessError unless the user may do `operation` on all records."""
        if self.env.su:
            return
        refusal = self._check_access(operation)
        if refusal:
            raise refusal[1]()

    def has_access(self, operation: str) -> bool:
        """Tell whether the user may do `operation` on all records."""
        return self.env.su or not self._check_access(operation)

    def _check_access(self, operation: str) -> Any:
        return access.find_refusal(self, operation)

    def _filtered_access(self, operation: str) -> Any:
        if self.env.su:
            return self
        refusal = self._check_access(operation)
        return self - refusal[0] if refusal else self

    def _check_given(self, vals: Mapping[str, Any]) -> None:
        """Check the right to write the fields that a caller gives; defaults need none."""
        for name in vals:
            field = self._fields[name]
            if field.groups:
                self._check_field_access(field, "write")
