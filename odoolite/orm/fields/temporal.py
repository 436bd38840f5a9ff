"""Date and Datetime."""
from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from ...clock import current
from .base import Field

DATE_FORMAT = "%Y-%m-%d"
DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S"
PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


def start_of(value: Any, granularity: str) -> Any:
    """Return the start of the year, quarter, month, week, day or hour of a moment."""
    is_datetime = isinstance(value, datetime)
    day = value.date() if is_datetime else value
    if granularity == "hour" and is_datetime:
        return value.replace(minute=0, second=0, microsecond=0)
    if granularity == "year":
        day = day.replace(month=1, day=1)
    elif granularity == "quarter":
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    elif granularity == "month":
        day = day.replace(day=1)
    elif granularity == "week":
        day -= timedelta(days=day.weekday())
    elif granularity != "day":
        raise ValueError(f"Granularity must be a period of time, not {granularity!r}")
    return datetime.combine(day, time.min) if is_datetime else day


STEPS: dict[str, relativedelta] = {
    "year": relativedelta(years=1), "quarter": relativedelta(months=3),
    "month": relativedelta(months=1), "week": relativedelta(weeks=1),
    "day": relativedelta(days=1), "hour": relativedelta(hours=1),
}


def end_of(value: Any, granularity: str) -> Any:
    """Return the last moment of a period."""
    following = start_of(value, granularity) + STEPS[granularity]
    if isinstance(value, datetime):
        return following - timedelta(microseconds=1)
    return following - timedelta(days=1)


class BaseDate(Field):
    """What Date and Datetime share."""

    start_of = staticmethod(start_of)
    end_of = staticmethod(end_of)

    @staticmethod
    def add(value: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the value plus a relativedelta of the arguments."""
        return value + relativedelta(*args, **kwargs)

    @staticmethod
    def subtract(value: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the value minus a relativedelta of the arguments."""
        return value - relativedelta(*args, **kwargs)


class Date(BaseDate):
    """A day."""

    type = "date"
    _column_type = ("date", "date")
    wire_passthrough = True

    @staticmethod
    def today(*_args: Any) -> date:
        """Return today in UTC."""
        return current().now().date()

    @staticmethod
    def context_today(record: Any, timestamp: datetime | None = None) -> date:
        """Return today in the user's time zone."""
        return Datetime.context_timestamp(record, timestamp or Datetime.now()).date()

    @staticmethod
    def to_date(value: Any) -> date | None:
        """Return the day of a date, datetime or string; ValueError if it is none."""
        if not value:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return datetime.strptime(str(value)[:10], DATE_FORMAT).date()

    from_string = to_date

    @staticmethod
    def to_string(value: Any) -> Any:
        """Return `YYYY-MM-DD`, or False."""
        return value.strftime(DATE_FORMAT) if value else False

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store `YYYY-MM-DD`."""
        day = self.convert_to_cache(value, record)
        return day.isoformat() if day else None

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept dates, datetimes and strings."""
        if not value:
            return None
        if isinstance(value, datetime):
            return value.date()
        return self.to_date(value)

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give `YYYY-MM-DD`."""
        return value.isoformat() if value else False

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give `YYYY-MM-DD`."""
        day = self.convert_to_cache(value, record)
        return day.isoformat() if day else False

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the date."""
        return value or ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Give the day."""
        return self.to_string(value)

    def column_to_cache(self, raw: Any) -> Any:
        """Parse the day."""
        return date.fromisoformat(raw) if raw else None


class Datetime(BaseDate):
    """A moment in UTC, to the second."""

    type = "datetime"
    _column_type = ("timestamp", "timestamp")

    @staticmethod
    def now(*_args: Any) -> datetime:
        """Return the moment in UTC, without microseconds."""
        return current().now().replace(microsecond=0)

    @staticmethod
    def today(*_args: Any) -> datetime:
        """Return the start of today in UTC."""
        return Datetime.now().replace(hour=0, minute=0, second=0)

    @staticmethod
    def context_timestamp(record: Any, timestamp: datetime) -> datetime:
        """Return a UTC moment in the user's time zone."""
        moment = timestamp.replace(tzinfo=ZoneInfo("UTC"))
        return moment.astimezone(record.env.tz)

    @staticmethod
    def to_datetime(value: Any) -> datetime | None:
        """Return the moment of a date, datetime or string; ValueError if it is none."""
        if not value:
            return None
        if isinstance(value, datetime):
            if value.tzinfo:
                raise ValueError(f"Datetime field expects a naive datetime: {value}")
            return value
        if isinstance(value, date):
            return datetime.combine(value, time.min)
        text = str(value)
        length = len(text)
        if PLAIN.fullmatch(text):
            # ten times faster than strptime; that one words the errors
            with suppress(ValueError):
                return datetime.fromisoformat(text)
        if length == 10:
            return datetime.strptime(text, DATE_FORMAT)
        if length == 16:
            return datetime.strptime(text, "%Y-%m-%d %H:%M")
        return datetime.strptime(text, DATETIME_FORMAT)

    from_string = to_datetime

    @staticmethod
    def to_string(value: Any) -> Any:
        """Return `YYYY-MM-DD HH:MM:SS`, or False."""
        return value.strftime(DATETIME_FORMAT) if value else False

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the text of the moment, with microseconds where it has them."""
        moment = self.convert_to_cache(value, record)
        return str(moment) if moment else None

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept dates, naive datetimes and strings."""
        if value.__class__ is datetime and value.tzinfo is None:
            return value
        return self.to_datetime(value)

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give `YYYY-MM-DD HH:MM:SS`."""
        return value.strftime(DATETIME_FORMAT) if value else False

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give `YYYY-MM-DD HH:MM:SS`."""
        moment = self.convert_to_cache(value, record)
        return moment.strftime(DATETIME_FORMAT) if moment else False

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the moment in the user's time zone."""
        return self.context_timestamp(record, value) if value else ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Give the moment in the user's time zone."""
        if not value:
            return False
        return self.to_string(self.context_timestamp(record, value))

    def column_to_cache(self, raw: Any) -> Any:
        """Parse the moment."""
        return datetime.fromisoformat(raw) if raw else None

    def column_to_wire(self, raw: Any) -> Any:
        """Cut to the second."""
        return raw[:19] if raw else False
