"""The dates of the demonstration's rotas: past, published ahead, and the next to be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ROTA_DAYS = 28
#: Rotas that are published: four or more are past, so that a 17-week average has all its weeks.
PUBLISHED_ROTAS = 7
#: A rota is published this many days before it starts; the next one is still within the standard of 42.
NOTICE_DAYS = 44


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of the demonstration, counted from the first day of the oldest rota."""

    today: date

    @property
    def next_start(self) -> date:
        """The Monday on which the rota starts that is to be made next."""
        return self.monday_after(NOTICE_DAYS)

    @property
    def first_day(self) -> date:
        """The first day of the oldest published rota, a Monday."""
        return self.next_start - timedelta(days=ROTA_DAYS * PUBLISHED_ROTAS)

    @property
    def published_days(self) -> int:
        """How many days the published rotas span."""
        return ROTA_DAYS * PUBLISHED_ROTAS

    @property
    def all_days(self) -> int:
        """How many days there are with the rota that is to be made."""
        return self.published_days + ROTA_DAYS

    @property
    def today_index(self) -> int:
        """Today, counted from the first day."""
        return (self.today - self.first_day).days

    def monday_after(self, days: int) -> date:
        """Return the first Monday that is at least so many days from today."""
        earliest = self.today + timedelta(days=days)
        return earliest + timedelta(days=-earliest.weekday() % 7)

    def day(self, index: int) -> date:
        """Return the date of a day."""
        return self.first_day + timedelta(days=index)

    def next_day(self, index: int) -> date:
        """Return the date of a day of the rota that is to be made, counted from 0."""
        return self.next_start + timedelta(days=index)
