"""How time off accrues, as plain calculation: no records are written here.

`Balance` is where an allocation stands; `advance` takes it to a day, past the ends of
periods, changes of level, carry-over dates and the days on which carried days expire.
"""
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

UNITS = {"day": "days", "month": "months", "year": "years"}


def _clamp(year: int, month: int, day: int) -> date:
    """Return a day of a month; its last day when it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def get_marks(level: Any, year: int) -> list[date]:
    """Return the days of a year on which periods of a level begin."""
    first, second = int(level.first_day), int(level.second_day)
    if level.frequency == "monthly":
        return [_clamp(year, month, first) for month in range(1, 13)]
    if level.frequency == "bimonthly":
        return [_clamp(year, month, day) for month in range(1, 13)
                for day in sorted({first, second})]
    if level.frequency == "biyearly":
        return sorted([
            _clamp(year, int(level.first_month), int(level.first_month_day)),
            _clamp(year, int(level.second_month), int(level.second_month_day))])
    return [_clamp(year, int(level.yearly_month), int(level.yearly_day))]


def get_previous_date(level: Any, day: date) -> date:
    """Return when the period of a level that a day is in begins."""
    if level.frequency in ("hourly", "daily"):
        return day
    if level.frequency == "weekly":
        return day - timedelta(days=(day.weekday() - int(level.week_day)) % 7)
    marks = get_marks(level, day.year - 1) + get_marks(level, day.year)
    return max(mark for mark in marks if mark <= day)


def get_next_date(level: Any, day: date) -> date:
    """Return when the period of a level that a day is in ends."""
    if level.frequency in ("hourly", "daily"):
        return day + timedelta(days=1)
    if level.frequency == "weekly":
        return get_previous_date(level, day) + timedelta(days=7)
    marks = get_marks(level, day.year) + get_marks(level, day.year + 1)
    return min(mark for mark in marks if mark > day)


def get_level_start(level: Any, begin: date) -> date:
    """Return the day from which a level holds for what was allocated on a day."""
    return begin + relativedelta(**{UNITS[level.start_type]: level.start_count})


@dataclass
class Balance:
    """Where an allocation stands on `lastcall`; days, whatever unit people see."""

    date_from: date
    days: float
    lastcall: date | None = None
    nextcall: date | None = None
    yearly: float = 0.0
    expiring: float = 0.0
    expires: date | None = None
    begun: bool = False             # what is given at the start was given


@dataclass
class Accrual:
    """A plan at work: its levels, and what is asked of the employee's calendar."""

    plan: Any
    levels: list[Any]
    to_days: Callable[[Any, float], float]      # level, amount -> days
    get_work: Callable[[date, date], tuple[float, float]]   # hours planned, worked
    get_taken: Callable[[date, date], float]    # days taken from a day to before a day
    starts: list[date] = field(default_factory=list)

    def advance(self, balance: Balance, until: date) -> None:
        """Take a balance to a day, that day included."""
        self.starts = [get_level_start(one, balance.date_from) for one in self.levels]
        if not self.levels or until < self.starts[0]:
            return
        if balance.lastcall is None or balance.lastcall < self.starts[0]:
            balance.lastcall = self.starts[0]
        if self.plan.accrued_gain_time == "start" and not balance.begun:
            self._gain_at_start(balance, balance.lastcall)
        balance.begun = True
        while True:
            begin = balance.lastcall
            stops = self._get_stops(balance, begin)
            balance.nextcall = min(stops.values())
            if balance.nextcall > until:
                return
            self._pass(balance, begin, stops)
            balance.lastcall = balance.nextcall

    # ---- which day is next
    def _get_index(self, day: date) -> int:
        """Return which level holds on a day; a period that began keeps its level, if so."""
        index = max(i for i, start in enumerate(self.starts) if start <= day or not i)
        if self.plan.transition_mode == "end_of_accrual" and index:
            before = get_next_date(self.levels[index - 1], self.starts[index]
                                   - timedelta(days=1))
            if day < before:
                return index - 1
        return index

    def _get_carryover_date(self, balance: Balance, day: date) -> date:
        """Return the next day after `day` on which unused days are carried over."""
        plan = self.plan
        month, number = 1, 1
        if plan.carryover_date == "allocation":
            month, number = balance.date_from.month, balance.date_from.day
        elif plan.carryover_date == "other":
            month, number = int(plan.carryover_month), int(plan.carryover_day)
        this_year = _clamp(day.year, month, number)
        return this_year if this_year > day else _clamp(day.year + 1, month, number)

    def _get_stops(self, balance: Balance, day: date) -> dict[str, date]:
        """Return what happens next, each with its day."""
        index = self._get_index(day)
        stops = {"period": get_next_date(self.levels[index], day),
                 "carryover": self._get_carryover_date(balance, day)}
        later = [start for start in self.starts[index + 1:] if start > day]
        if later and self.plan.transition_mode == "immediately":
            stops["level"] = later[0]
        if balance.expires and balance.expires > day:
            stops["expiry"] = balance.expires
        return stops

    # ---- what happens on it
    def _pass(self, balance: Balance, begin: date, stops: dict[str, date]) -> None:
        day = min(stops.values())
        due = {name for name, moment in stops.items() if moment == day}
        at_end = self.plan.accrued_gain_time == "end"
        if at_end and due & {"period", "level"}:
            self._gain_at_end(balance, begin, day)
        if "expiry" in due:
            self._expire(balance, day)
        if "carryover" in due:
            self._carry_over(balance, day)
        if not at_end and "period" in due:
            self._gain_at_start(balance, day)

    def _gain_at_end(self, balance: Balance, begin: date, day: date) -> None:
        level = self.levels[self._get_index(begin)]
        first = get_previous_date(level, begin)
        own = max(first, self.starts[self.levels.index(level)])
        self._gain(balance, level, (own, day), (first, get_next_date(level, begin)))

    def _gain_at_start(self, balance: Balance, day: date) -> None:
        level = self.levels[self._get_index(day)]
        period = (get_previous_date(level, day), get_next_date(level, day))
        self._gain(balance, level, (day, period[1]), period)

    def _gain(self, balance: Balance, level: Any, own: tuple[date, date],
              period: tuple[date, date]) -> None:
        """Add what a level gives for the part `own` of a period."""
        if level.frequency == "hourly" or self.plan.is_based_on_worked_time:
            planned, worked = self.get_work(*own)
            factor = worked if level.frequency == "hourly" \
                else (worked / planned if planned else 0.0)
        else:
            factor = 1.0
        if own != period:
            factor *= (own[1] - own[0]).days / (period[1] - period[0]).days
        amount = self.to_days(level, level.added_value) * factor
        if level.cap_accrued_time_yearly:
            left = self.to_days(level, level.maximum_leave_yearly) - balance.yearly
            amount = max(0.0, min(amount, left))
        if level.cap_accrued_time:
            taken = self.get_taken(balance.date_from, own[1])
            room = self.to_days(level, level.maximum_leave) + taken - balance.days
            amount = max(0.0, min(amount, room))
        balance.days += amount
        balance.yearly += amount

    def _carry_over(self, balance: Balance, day: date) -> None:
        """Keep of the unused days what the level lets through."""
        level = self.levels[self._get_index(day - timedelta(days=1))]
        taken = self.get_taken(balance.date_from, day)
        left = max(0.0, balance.days - taken)
        kept = left
        if level.action_with_unused_accruals == "lost":
            kept = 0.0
        elif level.carryover_options == "limited":
            kept = min(left, self.to_days(level, level.postpone_max_days))
        balance.days -= left - kept
        balance.yearly = 0.0
        if kept and level.accrual_validity:
            balance.expiring = kept
            balance.expires = day + relativedelta(**{
                UNITS[level.accrual_validity_type]: level.accrual_validity_count})

    def _expire(self, balance: Balance, day: date) -> None:
        """Take away the carried days that were not used in time."""
        carried = self._get_last_carryover(balance, day)
        balance.days -= max(0.0, balance.expiring - self.get_taken(carried, day))
        balance.expiring, balance.expires = 0.0, None

    def _get_last_carryover(self, balance: Balance, day: date) -> date:
        before = self._get_carryover_date(balance, day - timedelta(days=367))
        while True:
            following = self._get_carryover_date(balance, before)
            if following >= day:
                return before
            before = following
