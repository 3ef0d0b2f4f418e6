"""Employers, their sites, the neighbourhoods of the county and the team of each."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base
from workforce.core.errors import explain_unique

explain_unique(
    "organisations", "name", "organisation_exists", "There is already an organisation with this name"
)


class OrganisationKind(StrEnum):
    """What sort of employer an organisation is."""

    TRUST = "trust"
    COMMUNITY_TRUST = "community_trust"
    AMBULANCE_TRUST = "ambulance_trust"
    BOARD = "board"
    COUNCIL = "council"
    PRACTICE = "practice"
    HOME_CARE = "home_care"
    CARE_HOME = "care_home"
    TRAINING_PROVIDER = "training_provider"


class Sector(StrEnum):
    """Whose rules an employer follows: NHS employment checks, or those for providers of social care."""

    HEALTH = "health"
    CARE = "care"


class Organisation(Base):
    """A member organisation of the county: it employs, hosts, verifies and accepts."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    #: The two to eight letters that mark its people in a rota.
    mark: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind]
    sector: Mapped[Sector]
    #: The public code (ODS for health, GSS for councils) and who says so; empty where none is known.
    code: Mapped[str | None] = mapped_column(unique=True)
    code_source: Mapped[str] = mapped_column(default="")
    #: Made up for the demonstration county.
    is_fictional: Mapped[bool] = mapped_column(default=False)
    #: Hours of a full-time week, in minutes: 37.5 h in the NHS, 37 h in local government.
    full_time_week_min: Mapped[int] = mapped_column(
        CheckConstraint("full_time_week_min BETWEEN 60 AND 3600", name="full_time_week_min"), default=2250
    )
    #: Weeks over which the 48 hours are averaged: 17, or 26 where regulation 21 applies.
    averaging_weeks: Mapped[int] = mapped_column(
        CheckConstraint("averaging_weeks BETWEEN 1 AND 52", name="averaging_weeks"), default=17
    )

    sites: Mapped[list[Site]] = relationship(back_populates="organisation", order_by="Site.name")


class Neighbourhood(Base):
    """A natural community for which health and care staff work as one team."""

    __tablename__ = "neighbourhoods"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    place: Mapped[str]
    population: Mapped[int | None]
    population_source: Mapped[str] = mapped_column(default="")


class Site(Base):
    """A place where people work: a hospital, a clinic, a home, or the base of a visiting run."""

    __tablename__ = "sites"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    neighbourhood_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhoods.id"), index=True)
    name: Mapped[str]
    town: Mapped[str]
    is_fictional: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(back_populates="sites")
    neighbourhood: Mapped[Neighbourhood | None] = relationship()


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


class TeamSite(Base):
    """A place in which a team works; the organisation of the site is the host of the work done there."""

    __tablename__ = "team_sites"
    __table_args__ = (UniqueConstraint("team_id", "site_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))

    site: Mapped[Site] = relationship()
