"""A neighbourhood team and the people of several employers who work in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base
from workforce.employments.models import Employment
from workforce.organisations.models import Neighbourhood, Organisation, Site
from workforce.people.models import Person


class Team(Base):
    """The team of one neighbourhood: it has needs, members of several employers, and one rota."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id"), index=True)
    #: The organisation that answers for the team and whose people lead it.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    neighbourhood: Mapped[Neighbourhood] = relationship()
    organisation: Mapped[Organisation] = relationship()
    sites: Mapped[list[TeamSite]] = relationship(order_by="TeamSite.id")
    members: Mapped[list[TeamMember]] = relationship(back_populates="team", order_by="TeamMember.id")


class TeamSite(Base):
    """A place in which a team works; the organisation of the site is the host of the work done there."""

    __tablename__ = "team_sites"
    __table_args__ = (UniqueConstraint("team_id", "site_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))

    site: Mapped[Site] = relationship()


class TeamMember(Base):
    """A person's place in a team: under which contract, for how many of its hours, from when to when."""

    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("team_id", "employment_id", "joined_on"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaves_after_joining"),
        CheckConstraint("week_min BETWEEN 0 AND 10080", name="week_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    employment_id: Mapped[int] = mapped_column(ForeignKey("employments.id"), index=True)
    #: How many contracted minutes a week the team may plan; the rest the employer plans itself.
    week_min: Mapped[int]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]

    team: Mapped[Team] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()
    employment: Mapped[Employment] = relationship()
