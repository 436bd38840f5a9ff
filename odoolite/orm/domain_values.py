"""Values of conditions brought to what columns hold."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from ..tools.date_periods import to_utc
from ..tools.sql import SQL
from .fields.temporal import Date, Datetime

if TYPE_CHECKING:
    from .fields.base import Field

FALSY: dict[str, Any] = {
    "char": "", "text": "", "html": "", "selection": "", "integer": 0, "float": 0.0,
    "monetary": 0.0, "many2one_reference": 0,
}
TIME_PARTS = ("hour_number", "minute_number", "second_number")
DATE_PARTS = (
    "year_number", "quarter_number", "month_number", "iso_week_number", "day_of_week",
    "day_of_month", "day_of_year", *TIME_PARTS,
)
STEP = re.compile(r"([+-=])(\d+)([dwmyHMS])$")
UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years", "H": "hours",
         "M": "minutes", "S": "seconds"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class OrderedValues(Collection[Any]):
    """A set of values that keeps their order, as search methods get it."""

    def __init__(self, values: Any = ()) -> None:
        self._values = list(values)

    def __contains__(self, item: object) -> bool:
        return item in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"OrderedSet({self._values!r})"


class Subselect:
    """SQL that gives ids, where a query may stand."""

    def __init__(self, sql: SQL) -> None:
        self.sql = sql

    def subselect(self) -> SQL:
        """Return the SQL."""
        return self.sql

    def is_empty(self) -> bool:
        """It may give something."""
        return False


def as_collection(value: Any, operator: str) -> Any:
    """Return the values of `=` or `in` as a collection (queries pass through)."""
    if hasattr(value, "subselect"):
        return value
    if isinstance(value, SQL):
        return Subselect(value)
    if hasattr(value, "_ids"):
        return list(value._ids)
    if isinstance(value, (list, tuple, set, frozenset, OrderedValues)):
        return value
    if isinstance(value, Collection) and not isinstance(value, (str, bytes, dict)):
        return list(value)
    if operator == "in" and value is False:
        return []
    return [value]


def to_column_values(env: Any, field: Field, values: Any) -> tuple[list[Any], bool]:
    """Return column values and whether an unset column matches too."""
    wanted: list[Any] = []
    null = False
    falsy = FALSY.get(field.type)
    for value in values:
        if value is False or value is None:
            null = True
            if falsy is not None and field.name != "id":
                wanted.append(falsy)
            elif field.type == "boolean":
                wanted.append(False)
            continue
        value = to_column_value(env, field, value)
        if falsy is not None and value == falsy and field.name != "id":
            null = True
        wanted.append(value)
    if field.name == "id":
        null = False
    return list(dict.fromkeys(wanted)), null


def to_column_value(env: Any, field: Field, value: Any) -> Any:
    """Return one value as the column holds it; ValueError when it cannot be."""
    kind = field.type
    if isinstance(value, (dict, list)):
        raise TypeError(f"Invalid value {value!r} for {field}")
    if kind == "boolean":
        return bool(value)
    if kind in ("integer", "many2one", "many2one_reference"):
        return to_number(value)
    if kind in ("float", "monetary"):
        return float(value)
    if kind == "date":
        return to_date(value).isoformat()
    if kind == "datetime":
        return str(to_moment(env, value)[0])
    return value if isinstance(value, str) else str(value)


def to_number(value: Any) -> Any:
    """Return an int, or a float where the value has decimals."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    return int(value)


def to_bound(env: Any, field: Field, operator: str, value: Any) -> tuple[str, Any]:
    """Return operator and value of an inequality; days bound datetimes as a whole."""
    if field.type == "datetime":
        day = operator in ("<=", ">")
        moment, whole_day = to_moment(env, value, days=1 if day else 0)
        if whole_day and day:
            operator = "<" if operator == "<=" else ">="
        return operator, str(moment)
    return operator, to_column_value(env, field, value)


def to_date(value: Any) -> date:
    """Return the day of a value; ValueError for nonsense."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    relative = parse_relative(str(value))
    if relative is not None:
        return relative.date()
    return Date.to_date(str(value))  # type: ignore[return-value]


def to_moment(env: Any, value: Any, days: int = 0) -> tuple[datetime, bool]:
    """Return a moment in UTC, and whether the value named a day only.

    A day begins at midnight in the time zone of the context or user (scenario
    orm_group.time_zones, "plain search does not"); `days` are added to it.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None), False
    if isinstance(value, date):
        return _begin_day(env, datetime.combine(value, time.min), days), True
    text = str(value)
    relative = parse_relative(text)
    if relative is not None:
        if text.startswith("now"):
            return relative, False
        return _begin_day(env, relative, 0), False
    if len(text) == 10:
        return _begin_day(env, datetime.strptime(text, "%Y-%m-%d"), days), True
    moment = datetime.fromisoformat(text.replace("T", " ").replace("Z", ""))
    if moment.tzinfo is not None:
        offset = moment.utcoffset() or timedelta()
        moment = (moment - offset).replace(tzinfo=None)
    return moment, False


def _begin_day(env: Any, local: datetime, days: int) -> datetime:
    return to_utc(local + timedelta(days=days), getattr(env.tz, "key", None))


def parse_relative(text: str) -> datetime | None:
    """Return the moment of `today -1d`, `now +2H`, `-1y`; None for other text."""
    words = text.split()
    if not words:
        return None
    if words[0] == "today":
        moment, words = Datetime.today(), words[1:]
    elif words[0] == "now":
        moment, words = Datetime.now(), words[1:]
    elif words[0][0] in "+-=" and not words[0][1:2] == "":
        moment = Datetime.today()
    else:
        return None
    for word in words:
        moment = _step(moment, word)
    return moment


def _step(moment: datetime, word: str) -> datetime:
    name = word[1:].lower()
    if name in WEEKDAYS:
        distance = WEEKDAYS.index(name) - moment.weekday()
        if word[0] == "+":
            distance = distance % 7 or 7
        elif word[0] == "-":
            distance = -(-distance % 7 or 7)
        return moment + timedelta(days=distance)
    match = STEP.match(word)
    if not match:
        raise ValueError(f"Could not parse {word!r} as a relative date")
    sign, number, unit = match.groups()
    if sign == "=":
        singular = UNITS[unit].rstrip("s")
        absolute: dict[str, Any] = {singular: int(number)}
        return moment + relativedelta(**absolute)
    amount = int(number) * (-1 if sign == "-" else 1)
    step: dict[str, Any] = {UNITS[unit]: amount}
    return moment + relativedelta(**step)


def split_links(values: Any) -> tuple[list[int], list[str], bool, bool]:
    """Sort values of a relation: ids, names, whether unset and whether set match."""
    ids: list[int] = []
    names: list[str] = []
    empty = filled = False
    for value in values:
        if value is False or value is None:
            empty = True
        elif value is True:
            filled = True
        elif isinstance(value, str):
            names.append(value)
        elif isinstance(value, (int, float)):
            ids.append(int(value))
        elif hasattr(value, "origin"):
            if value.origin:
                ids.append(value.origin)
        else:
            raise TypeError(f"Invalid value {value!r} in a relation")
    return list(dict.fromkeys(ids)), names, empty, filled


def hierarchy_ids(model: Any, value: Any) -> list[int]:
    """Return the ids that child_of or parent_of start from."""
    ids: list[int] = []
    for item in as_collection(value, "in") or ():
        if isinstance(item, str):
            ids.extend(model.search([("display_name", "ilike", item)])._ids)
        elif item is True:
            continue
        elif item:
            ids.append(int(item))
    return list(dict.fromkeys(ids))
