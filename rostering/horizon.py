"""The days of a rota as numbers: days from 0, elapsed minutes with clock changes, bank holidays, nights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import pairwise

import holidays

from workforce.core import clock
from workforce.core.figures import figure

#: Stands for bank holidays where demand names the days of the week.
BANK_HOLIDAY = 7
#: The minutes of a day on which the clocks do not change.
USUAL_DAY_MIN = 24 * 60


@dataclass(frozen=True)
class Horizon:
    """The days from `first` to `last`, both included, counted from 0 and measured in elapsed minutes."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @cached_property
    def starts_at(self) -> datetime:
        """The instant at which the first day begins."""
        return clock.start_of_day(self.first)

    @cached_property
    def day_starts(self) -> tuple[int, ...]:
        """The elapsed minute at which each day begins, and the one at which the last ends."""
        return tuple(self.midnight(day) for day in range(self.days + 1))

    def earlier_day_starts(self, days: int) -> tuple[int, ...]:
        """Return when the days before begin, back to the last of so many that has no 24 hours."""
        return _beyond([self.midnight(-day) for day in range(days + 1)])

    def later_day_starts(self, days: int) -> tuple[int, ...]:
        """Return when the days after the first one beyond the end begin, in the same way."""
        return _beyond([self.midnight(self.days + day) for day in range(days + 1)])

    def date_of(self, day: int) -> date:
        """Return the date of a day, which may lie outside the horizon."""
        return self.first + timedelta(days=day)

    def day_of(self, day: date) -> int:
        """Return the number of a date, negative before the horizon."""
        return (day - self.first).days

    def midnight(self, day: int) -> int:
        """Return the elapsed minute at which a day begins."""
        return self.minute(clock.start_of_day(self.date_of(day)))

    def minute(self, instant: datetime) -> int:
        """Return the elapsed minutes from the start of the horizon to an instant."""
        return int((instant - self.starts_at).total_seconds()) // 60

    def demand_weekday(self, day: int) -> int:
        """Return the day of the week as demand counts it: a bank holiday in England is a day of its own."""
        on = self.date_of(day)
        return BANK_HOLIDAY if on in bank_holidays(on.year) else on.weekday()


def _beyond(midnights: Sequence[int]) -> tuple[int, ...]:
    """Return all but the first midnight, up to the one that ends the furthest day without 24 hours."""
    lengths = [abs(end - start) for start, end in pairwise(midnights)]
    odd = [number for number, length in enumerate(lengths, 1) if length != USUAL_DAY_MIN]
    return tuple(midnights[1 : max(odd, default=0) + 1])


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year in England."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def instants(on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return when a shift of a day starts and ends; an end at or before its start is on the next day.

    A time that the clocks skip in spring is the moment at which they go forward. A shift that lies in the
    skipped hour alone thus ends when it starts: it cannot be worked on that day.
    """
    last = on if ends > starts else on + timedelta(days=1)
    return _instant(on, starts), _instant(last, ends)


def is_skipped(on: date, at: time) -> bool:
    """Tell whether the clocks skip a time of a day, as they go forward in spring."""
    return clock.to_london(clock.from_london(on, at)).time() != at


def _instant(on: date, at: time) -> datetime:
    # Clocks go forward at a full hour and by a full hour.
    return clock.from_london(on, time(at.hour) if is_skipped(on, at) else at)


def night_min(starts_at: datetime, ends_at: datetime) -> int:
    """Return how many minutes between two instants lie in the legal night period."""
    on = clock.to_london(starts_at).date()
    night_from, night_to = _clock_time("wtr_night_period_from", on), _clock_time("wtr_night_period_to", on)
    total = timedelta()
    for evening in clock.days_between(on - timedelta(days=1), clock.to_london(ends_at).date()):
        begins = clock.from_london(evening, night_from)
        ends = clock.from_london(evening + timedelta(days=1), night_to)
        total += max(timedelta(), min(ends, ends_at) - max(begins, starts_at))
    return int(total.total_seconds()) // 60


def is_night(starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether enough of a duty lies in the night period to count as a night duty."""
    least = figure("wtr_night_worker_min", clock.to_london(starts_at).date()).whole
    return night_min(starts_at, ends_at) >= least


def _clock_time(name: str, on: date) -> time:
    hour, minute = divmod(figure(name, on).whole, 60)
    return time(hour, minute)
