"""Periods of dates and times."""
from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterator
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta

from .json import json_default

__all__ = [
    "add", "date_range", "end_of", "float_to_time", "get_fiscal_year", "get_month",
    "get_quarter", "get_quarter_number", "get_timedelta", "json_default", "start_of",
    "subtract", "sum_intervals", "time_to_float",
]

D = TypeVar("D", dt.date, dt.datetime)
UTC = dt.timezone.utc
TRUNCATE_TODAY = relativedelta(microsecond=0, second=0, minute=0, hour=0)
UNITS = ("hour", "day", "week", "month", "quarter", "year")


def get_month(date: D) -> tuple[D, D]:
    """Return the first and the last day of a date's month."""
    last = calendar.monthrange(date.year, date.month)[1]
    return date.replace(day=1), date.replace(day=last)


def get_quarter_number(date: dt.date) -> int:
    """Return the number of a date's quarter, 1 to 4."""
    return math.ceil(date.month / 3)


def get_quarter(date: D) -> tuple[D, D]:
    """Return the first and the last day of a date's quarter."""
    month = (get_quarter_number(date) - 1) * 3 + 1
    last = calendar.monthrange(date.year, month + 2)[1]
    return date.replace(month=month, day=1), date.replace(month=month + 2, day=last)


def get_fiscal_year(date: D, day: int = 31, month: int = 12) -> tuple[D, D]:
    """Return the first and the last day of the fiscal year that ends on day and month."""
    def end_in(year: int) -> D:
        last = calendar.monthrange(year, month)[1]
        at = last if month == 2 and day >= 28 else min(day, last)
        return date.replace(year=year, month=month, day=at)

    end = end_in(date.year)
    if date > end:
        end = end_in(date.year + 1)
    start = end_in(end.year - 1) + relativedelta(days=1)
    return start, end


def get_timedelta(number: int, unit: str) -> relativedelta:
    """Return a span of hours, days, weeks, months or years."""
    return relativedelta(**{f"{unit}s": number})     # type: ignore[arg-type]


def start_of(value: D, granularity: str) -> D:
    """Return the begin of a period: hour, day, week, month, quarter, year."""
    is_datetime = isinstance(value, dt.datetime)
    if granularity not in UNITS or (granularity == "hour" and not is_datetime):
        raise ValueError(
            f"Granularity must be {', '.join(UNITS)} for value {value}"
        )
    if granularity == "hour":
        return value + relativedelta(minute=0, second=0, microsecond=0)
    if granularity == "year":
        value = value.replace(month=1, day=1)
    elif granularity == "quarter":
        value = get_quarter(value)[0]
    elif granularity == "month":
        value = value.replace(day=1)
    elif granularity == "week":
        value = value - relativedelta(days=calendar.weekday(
            value.year, value.month, value.day))
    return value + TRUNCATE_TODAY if is_datetime else value


def end_of(value: D, granularity: str) -> D:
    """Return the end of a period; of a datetime the last microsecond."""
    begin = start_of(value, granularity)
    step = {"hour": relativedelta(hours=1), "day": relativedelta(days=1),
            "week": relativedelta(days=7), "month": relativedelta(months=1),
            "quarter": relativedelta(months=3), "year": relativedelta(years=1)}
    end = begin + step[granularity]
    if isinstance(value, dt.datetime):
        return end - relativedelta(microseconds=1)
    return end - relativedelta(days=1)


def add(value: D, *args: Any, **kwargs: Any) -> D:
    """Return the sum of a date and a `relativedelta` of the arguments."""
    return value + relativedelta(*args, **kwargs)


def subtract(value: D, *args: Any, **kwargs: Any) -> D:
    """Return a date less a `relativedelta` of the arguments."""
    return value - relativedelta(*args, **kwargs)


def date_range(start: D, end: D, step: relativedelta | None = None) -> Iterator[D]:
    """Yield dates from start to end, by default each month."""
    step = relativedelta(months=1) if step is None else step
    if start > end:
        raise ValueError("start > end, start date must be before end")
    if start >= start + step:
        raise ValueError("Looks like step is null or negative")
    index = 0
    current = start
    while current <= end:
        yield current
        index += 1
        current = start + step * index


def sum_intervals(intervals: Any) -> float:
    """Return the hours of intervals (begin, end, records)."""
    return float(sum(
        (end - begin).total_seconds() / 3600 for begin, end, *_ in intervals
    ))


def float_to_time(hours: float) -> dt.time:
    """Return a time of day for hours as a number."""
    if hours == 24.0:
        return dt.time.max
    fraction, whole = math.modf(hours)
    return dt.time(int(whole), int(round(60 * fraction)), 0)


def time_to_float(duration: Any) -> float:
    """Return the hours of a time of day or a span."""
    if isinstance(duration, dt.timedelta):
        return float(duration.total_seconds() / 3600)
    seconds = duration.microsecond / 1_000_000 + duration.second + duration.minute * 60
    return float(seconds / 3600 + duration.hour)
