"""Which days a form takes: far enough for real life, and no further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workforce.core import clock
from workforce.core.figures import figure
from workforce.core.words import plain_date


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The days from some years ago to some years ahead; both name a figure, or are none for today."""

    years_back: str | None
    years_ahead: str | None

    @property
    def first(self) -> date:
        """The earliest day."""
        return _moved(self.years_back, -1)

    @property
    def last(self) -> date:
        """The latest day."""
        return _moved(self.years_ahead, 1)

    def refusal(self, day: date) -> str:
        """Return why a day is not one of them, to be said after its name, or nothing."""
        if day < self.first:
            return f"must be on or after {plain_date(self.first)}. Check the year"
        if day <= self.last:
            return ""
        if self.years_ahead is None:
            return "cannot be in the future"
        return f"must be on or before {plain_date(self.last)}. Check the year"


def _moved(years: str | None, direction: int) -> date:
    today = clock.today()
    return clock.add_years(today, direction * figure(years, today).whole) if years else today


#: Any day of a working life: the last day of a contract, a permission or a registration.
ANY_DAY = DaySpan("date_years_back", "date_years_to_end")
#: When something happened.
PAST_DAY = DaySpan("date_years_back", None)
#: When a contract or a place in a team begins or began.
FIRST_DAY = DaySpan("date_years_back", "date_years_to_begin")
#: A day of a rota, of leave or of a duty.
PLANNED_DAY = DaySpan("plan_years_back", "date_years_to_begin")
#: A date of birth.
BIRTHDAY = DaySpan("oldest_age", None)
