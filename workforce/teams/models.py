"""The people of several employers who work in a neighbourhood team."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base, days_within
from workforce.employments.models import Employment
from workforce.organisations.models import Team
from workforce.people.models import Person


class TeamMember(Base):
    """A person's place in a team: under which contract, for how many of its hours, from when to when."""

    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("team_id", "employment_id", "joined_on"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaves_after_joining"),
        CheckConstraint("week_min BETWEEN 0 AND 3600", name="week_min"),
        days_within("joined_on"),
        CheckConstraint("days_a_week BETWEEN 1 AND 7", name="days_a_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    employment_id: Mapped[int] = mapped_column(ForeignKey("employments.id"), index=True)
    #: How many contracted minutes a week the team may plan; the rest the employer plans itself.
    week_min: Mapped[int]
    #: On how many days a week these hours are usually worked; none: days of the employer's usual length.
    days_a_week: Mapped[int | None]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]

    team: Mapped[Team] = relationship()
    person: Mapped[Person] = relationship()
    employment: Mapped[Employment] = relationship()
