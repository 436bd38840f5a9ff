"""Boolean, Integer, Float, Monetary and the id."""
from __future__ import annotations

from typing import Any

from ...storage.errors import NumericValueOutOfRange
from .base import Field

INT_MIN, INT_MAX = -2**31, 2**31 - 1


class Boolean(Field):
    """True or false, never unset when read."""

    type = "boolean"
    _column_type = ("bool", "bool")

    def null(self, record: Any) -> Any:
        """Unset is false."""
        return False

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the truth value."""
        return bool(value)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Anything counts by its truth."""
        return bool(value)

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the truth value."""
        return bool(value)

    def column_to_cache(self, raw: Any) -> Any:
        """Give the truth value."""
        return bool(raw)

    def column_to_wire(self, raw: Any) -> Any:
        """Give the truth value."""
        return raw == 1


class Integer(Field):
    """A whole number of 32 bits."""

    type = "integer"
    _column_type = ("int4", "int4")

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("aggregator", "sum")

    def null(self, record: Any) -> Any:
        """Unset is zero."""
        return 0

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the number; NumericValueOutOfRange beyond 32 bits."""
        number = int(value or 0)
        if not INT_MIN <= number <= INT_MAX:
            raise NumericValueOutOfRange("integer out of range")
        return number

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept what `int()` takes."""
        if isinstance(value, dict):
            return value.get("id", None)
        return int(value or 0)

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Unset is zero."""
        return value or 0

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Numbers beyond what XML-RPC carries become floats."""
        if value and value > INT_MAX:
            return float(value)
        return value

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the number."""
        return value if value or value == 0 else ""

    def column_to_wire(self, raw: Any) -> Any:
        """Unset is zero."""
        return 0 if raw is None else raw

    def column_to_cache(self, raw: Any) -> Any:
        """Unset is zero."""
        return 0 if raw is None else raw


class Id(Field):
    """The id of a record."""

    type = "integer"
    _column_type = ("int4", "int4")
    wire_passthrough = True

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("copy", False)
        attrs.setdefault("prefetch", False)

    def __get__(self, record: Any, owner: Any = None) -> Any:
        if record is None:
            return self
        ids = record._ids
        if not ids:
            return False
        if len(ids) > 1:
            record.ensure_one()
        return ids[0]

    def __set__(self, records: Any, value: Any) -> None:
        raise TypeError("field 'id' cannot be assigned")

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the number."""
        return value or ""


class Float(Field):
    """A floating point number, rounded to its digits when they are given."""

    type = "float"

    @property
    def _column_type(self) -> Any:  # type: ignore[override]
        return ("numeric", "numeric") if self._digits is not None else (
            "float8", "double precision"
        )

    def __init__(self, string: Any = None, digits: Any = None, **kwargs: Any) -> None:
        if digits is not None:
            kwargs["digits"] = digits
        super().__init__(string, **kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("aggregator", "sum")
        attrs["_digits"] = attrs.pop("digits", None)

    def related_attrs(self) -> dict[str, Any]:
        """Related floats take over the digits too."""
        attrs = super().related_attrs()
        if self._digits is not None:
            attrs["_digits"] = self._digits
        return attrs

    def null(self, record: Any) -> Any:
        """Unset is zero."""
        return 0.0

    def get_digits(self, env: Any) -> Any:
        """Return (total, decimals) or None."""
        digits = self._digits
        if isinstance(digits, str):
            return (16, env["decimal.precision"].precision_get(digits))
        return digits or None

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the rounded number."""
        number = float(value or 0.0)
        if record is not None and self._digits is not None:
            return self._rounded(number, record)
        return number

    def _rounded(self, number: float, record: Any) -> float:
        digits = self.get_digits(record.env)
        if not digits:
            return number
        from ...tools.float_utils import float_round
        return float(float_round(number, precision_digits=digits[1]))

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept what `float()` takes, rounded."""
        number = float(value or 0.0)
        if not validate or record is None or self._digits is None:
            return number
        return self._rounded(number, record)

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Unset is zero."""
        return value or 0.0

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the number."""
        return value if value or value == 0.0 else ""

    def column_to_cache(self, raw: Any) -> Any:
        """Unset is zero."""
        return 0.0 if raw is None else float(raw)

    def column_to_wire(self, raw: Any) -> Any:
        """Unset is zero."""
        return 0.0 if raw is None else float(raw)


class Monetary(Field):
    """An amount, rounded by its currency."""

    type = "monetary"
    is_monetary = True
    write_sequence = 10
    _column_type = ("numeric", "numeric")

    def __init__(
        self, string: Any = None, currency_field: Any = None, **kwargs: Any
    ) -> None:
        if currency_field is not None:
            kwargs["currency_field"] = currency_field
        super().__init__(string, **kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("aggregator", "sum")
        attrs.setdefault("currency_field", None)

    def null(self, record: Any) -> Any:
        """Unset is zero."""
        return 0.0

    def get_currency_field(self, model: Any) -> str | None:
        """Return the name of the field that holds the currency."""
        if self.currency_field:
            return str(self.currency_field)
        for name in ("currency_id", "x_currency_id"):
            if name in model._fields:
                return name
        return None

    def _rounded(self, value: Any, record: Any) -> float:
        number = float(value or 0.0)
        name = self.get_currency_field(record) if record is not None else None
        if not name or not record._ids:
            return number
        currency = record.sudo()[:1][name]
        return float(currency.round(number)) if currency else number

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the amount, rounded by a currency given beside it."""
        number = float(value or 0.0)
        if validate and values and record is not None:
            name = self.get_currency_field(record)
            if name and values.get(name):
                currency = record.env["res.currency"].browse(values[name])
                return float(currency.round(number))
        return number

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Round by the record's currency."""
        return self._rounded(value, record) if validate else float(value or 0.0)

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Unset is zero."""
        return value or 0.0

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the number."""
        return value if value or value == 0.0 else ""

    column_to_cache = Float.column_to_cache
    column_to_wire = Float.column_to_wire
