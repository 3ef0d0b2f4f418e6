"""When somebody is away, worked out from their leave and the times they cannot work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from workforce.core import clock
from workforce.core.figures import figure

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AwaySpan:
    """A stretch of time in which a person is not there; `words` is what a lead may read."""

    starts_at: datetime
    ends_at: datetime
    #: The kind of leave, or `unavailable`.
    reason: str
    words: str
    #: By when a duty that began before must have ended, where that is later than the start.
    night_until: datetime | None = None
    #: What a lead may read of a duty that began before and runs into it, where it differs.
    words_before: str = ""

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether a duty may not be worked because of this."""
        if starts_at < self.starts_at:
            return ends_at > (self.night_until or self.starts_at)
        return starts_at < self.ends_at


def span(
    first: date, last: date, starts: time | None, ends: time | None, reason: str, words: str
) -> AwaySpan:
    """Return the instants of whole days, both included, or of part of the first day.

    An end at or before the start is on the next day, so that 20:00 to 00:00 ends at midnight.
    """
    if starts is not None and ends is not None:
        ends_on = first if starts < ends else first + _ONE_DAY
        return AwaySpan(*clock.longest_stretch(first, starts, ends_on, ends), reason, words)
    return AwaySpan(clock.start_of_day(first), clock.start_of_day(last + _ONE_DAY), reason, words)


def leave_span(
    first: date,
    last: date,
    starts: time | None,
    ends: time | None,
    reason: str,
    words: str,
    *,
    nights_before: bool,
) -> AwaySpan:
    """Return leave as the setting of a team has it, which says whether the night before may be worked."""
    away = span(first, last, starts, ends, reason, words)
    if starts is not None:
        return away
    if not nights_before:
        return replace(away, words_before=f"{words}, and no night may end on its first morning")
    until = figure("leave_night_until", first).whole
    return replace(
        away,
        night_until=clock.from_london(first, time(*divmod(until, 60))),
        words_before=f"{words}, and a night before it has to end by {until // 60:02}:{until % 60:02}",
    )


def times_words(starts: time, ends: time) -> str:
    """Say times of a day: "09:00 to 12:00", "20:00 to midnight", "21:00 to 07:00 the next morning"."""
    if ends == time(0):
        return f"{starts:%H:%M} to midnight"
    if ends <= starts:
        return f"{starts:%H:%M} to {ends:%H:%M} the next {'morning' if ends < time(12) else 'day'}"
    return f"{starts:%H:%M} to {ends:%H:%M}"


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
