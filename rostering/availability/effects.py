"""What leave would mean for a team, as pages show it; `app.py` hands in who works it out.

Rotas are in a layer above this slice, so it cannot import them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from sqlalchemy.orm import Session

from rostering.availability.models import LeaveKind


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
    #: Whether the team lets a night be worked that ends on the first morning of leave.
    nights_before: bool
    #: Published shifts that run into the first morning of the leave, and are worked all the same.
    kept: tuple[PublishedShift, ...]

    @property
    def short(self) -> tuple[DayEffect, ...]:
        """The days on which too few would be left."""
        return tuple(day for day in self.days if not day.enough)


class LeaveEffects(Protocol):
    """Returns what leave of a person would mean for each team they are in on its days."""

    def __call__(
        self,
        session: Session,
        person_id: int,
        first: date,
        last: date,
        starts: time | None = None,
        ends: time | None = None,
        kind: LeaveKind = LeaveKind.ANNUAL,
    ) -> list[TeamEffect]:
        """Return the effects of leave of whole days, or between two times of one day."""
