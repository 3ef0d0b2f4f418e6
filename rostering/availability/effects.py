"""What leave would mean for a team, as pages show it; `app.py` hands in who works it out.

Rotas are in a layer above this slice, so it cannot import them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class DayEffect:
    """One day of leave: who of the same role would be left beside those the day needs."""

    day: date
    left: int
    needed: int
    of: int

    @property
    def enough(self) -> bool:
        """Tell whether those left are as many as the day needs."""
        return self.left >= self.needed


@dataclass(frozen=True, slots=True)
class PublishedShift:
    """A shift of a published rota that somebody else would have to take."""

    name: str
    on_date: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class TeamEffect:
    """What leave would mean for one team: day by day, who decides, and what its rota says already."""

    team_id: int
    team_name: str
    role_title: str
    days: tuple[DayEffect, ...]
    leads: tuple[str, ...]
    published: tuple[PublishedShift, ...]
    #: Whether all the days lie in no published rota yet.
    unpublished: bool

    @property
    def short(self) -> tuple[DayEffect, ...]:
        """The days on which too few would be left."""
        return tuple(day for day in self.days if not day.enough)


#: Returns what leave of a person from a first to a last day would mean for each team they are in then.
LeaveEffects: TypeAlias = Callable[[Session, int, date, date], list[TeamEffect]]
