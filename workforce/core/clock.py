"""The one place that asks what time it is, and how times are shown."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the current instant as aware UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in Dorset."""
    return now().astimezone(LONDON).date()


def to_london(instant: datetime) -> datetime:
    """Return the same instant on the London clock."""
    return instant.astimezone(LONDON)


def from_london(day: date, at: time) -> datetime:
    """Return the UTC instant of a wall-clock time in Dorset.

    A time that the spring change skips is moved forward by the hour that is lost; of a time that
    happens twice in autumn, the first is meant.
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def longest_stretch(first: date, starts: time, last: date, ends: time) -> tuple[datetime, datetime]:
    """Return the UTC instants of the longest stretch that wall-clock times of two days in Dorset can mean.

    Of a time that happens twice in autumn the first begins it and the second ends it. A time that the spring
    change skips is the instant of the change.
    """
    return _at_or_change(first, starts), _at_or_change(last, ends.replace(fold=1))


def _at_or_change(day: date, at: time) -> datetime:
    instant = from_london(day, at)
    if to_london(instant).time() == at:
        return instant
    # In this zone the clocks skip the whole hour.
    return from_london(day, at.replace(minute=0, second=0, microsecond=0, fold=0))


def start_of_day(day: date) -> datetime:
    """Return the UTC instant at which a Dorset day begins."""
    return from_london(day, time(0))


def days_between(first: date, last: date) -> list[date]:
    """Return every day from `first` to `last`, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same day so many years later, or 28 February where there is no 29th."""
    return add_months(day, years * 12)


def month_and_year(day: date | None) -> str:
    """Return a month as it is said, June 2019, or that it is not known."""
    return f"{day:%B %Y}" if day else "an unknown date"


def age_on(born: date, on: date) -> int:
    """Return how many whole years old a person born on `born` is on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def parse_day(text: str) -> date:
    """Return the day that an address names, like 2027-02-09; ValueError for anything else."""
    return date.fromisoformat(text)
