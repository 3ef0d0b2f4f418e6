"""When somebody is away, worked out from their leave and the times they cannot work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from workforce.core import clock


@dataclass(frozen=True, slots=True)
class AwaySpan:
    """A stretch of time in which a person is not there; `words` is what a lead may read."""

    starts_at: datetime
    ends_at: datetime
    #: The kind of leave, or `unavailable`.
    reason: str
    words: str

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether any of a stretch of time falls into this one."""
        return self.starts_at < ends_at and starts_at < self.ends_at


def span(
    first: date, last: date, starts: time | None, ends: time | None, reason: str, words: str
) -> AwaySpan:
    """Return the instants of whole days, both included, or of part of the first day."""
    if starts is not None and ends is not None:
        return AwaySpan(clock.from_london(first, starts), clock.from_london(first, ends), reason, words)
    return AwaySpan(clock.start_of_day(first), clock.start_of_day(last + timedelta(days=1)), reason, words)


def days_of(
    first: date, last: date | None, weekday: int | None, window_first: date, window_last: date
) -> list[date]:
    """Return the days of a stretch, or of one weekday in it, that lie in a window; all days included."""
    start, end = max(first, window_first), min(last or window_last, window_last)
    if end < start:
        return []
    return [day for day in clock.days_between(start, end) if weekday is None or day.weekday() == weekday]


def day_words(first: date, last: date) -> str:
    """Return a stretch of days as it is said: "18 to 24 January", "30 January to 2 February"."""
    if first == last:
        return f"{first.day} {first:%B}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B}"
    return f"{first.day} {first:%B} to {last.day} {last:%B}"
